import type { Locale } from '@huiyin/platform';
import type { Leg } from '@huiyin/sla';
import type { BulletinKind, BulletinState, CaseReason, DepartmentFigures } from '../domain/bulletin.js';

/** A text in the languages in which there is one. */
export type Texts = Readonly<Partial<Record<Locale, string>>>;

/** Of the answers that fell due: how many had been given more time than was promised at first. */
export interface MovedDates {
  readonly extended: number;
  /** Classed as complex, those that a leader has set back included. */
  readonly complex: number;
  readonly setBack: number;
}

/** What was counted; never changed once the draft is there. */
export interface FrozenFacts {
  /** ISO 8601; everything is as it was known at this instant. */
  readonly countedAt: string;
  /** Threshold of the policy in force then. */
  readonly smallestGroup: number;
  /** Deadlines that fell into the month, and how many of them were kept. */
  readonly legs: readonly { readonly leg: Leg; readonly due: number; readonly onTime: number }[];
  readonly departments: readonly DepartmentFigures[];
  /** Not counted for the first bulletins. */
  readonly moved?: MovedDates;
}

/** A row of `bulletin` as the driver gives it. */
export interface BulletinRow {
  id: string;
  number: string;
  kind: BulletinKind;
  period: string | null;
  state: BulletinState;
  title: Texts;
  text: Texts;
  facts: FrozenFacts;
  for_everyone: boolean;
  reader_department_ids: string[];
  reader_site_ids: string[];
  reader_roles: string[];
  reader_person_ids: string[];
  drafted_at: Date;
  published_by: string | null;
  published_at: Date | null;
  end_reason: string | null;
  ended_at: Date | null;
  version: number;
  chain_hash: Buffer;
}

// Arrays of uuid named as text: the driver does not know the array type otherwise.
export const BULLETIN_COLUMNS = `b.id, b.number, b.kind, b.period, b.state, b.title, b.text, b.facts, b.for_everyone,
  b.reader_department_ids::text[] AS reader_department_ids, b.reader_site_ids::text[] AS reader_site_ids,
  b.reader_roles, b.reader_person_ids::text[] AS reader_person_ids, b.drafted_at, b.published_by, b.published_at,
  b.end_reason, b.ended_at, b.version, b.chain_hash`;

/** A case to be named. */
export interface NewCase {
  /** What made it a case; the same key is named once. */
  readonly key: string;
  readonly ticketId: string;
  readonly reason: CaseReason;
  readonly overdue: { readonly leg: Leg; readonly dueAt: Date; readonly seconds: number } | null;
  /** How many redos or "no". */
  readonly count: number | null;
}

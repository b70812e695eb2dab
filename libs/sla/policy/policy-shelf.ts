import { Injectable } from '@nestjs/common';
import { shownCount, shownShare, UnitOfWork, type Principal } from '@huiyin/platform';
import { CalendarDirectory } from '../calendar/calendar-directory.js';
import { workingDayMinutes } from '../domain/policy-day.js';
import { renderDocument, type DocumentFacts, type PolicyTexts } from '../domain/policy-document.js';
import type { PolicyLanguage } from '../domain/policy-words.js';
import type { PolicyNumbers } from '../domain/policy.js';
import { PolicyDirectory } from './policy-directory.js';
import { policyRefusals } from './policy-refusals.js';
import { PolicySurroundings } from './policy-surroundings.js';
import type { PolicyDocumentDto, PolicyReadingsDto, PolicyVersionDto, VersionState } from './policy.dto.js';

interface VersionRow {
  version: number;
  change_note: PolicyTexts | null;
  published_at: Date | null;
  published_by: string | null;
  cancelled_because: string | null;
  readings: number;
  is_read: boolean;
}

/** Whether someone sees more of the policy than its text: who published it, and how many have read it. */
function overlooks({ roles }: Principal): boolean {
  return roles.includes('leader') || roles.includes('administrator');
}

/** The versions of the policy as people read them. */
@Injectable()
export class PolicyShelf {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly directory: PolicyDirectory,
    private readonly calendars: CalendarDirectory,
    private readonly surroundings: PolicySurroundings,
  ) {}

  /** Newest first. Cancelled ones are seen by leadership and administration alone. */
  async versions(reader: Principal): Promise<PolicyVersionDto[]> {
    const now = this.unitOfWork.now();
    // Everybody's home page asks for this; only few see the counts.
    const sees = overlooks(reader);
    const rows = await this.unitOfWork.read<VersionRow>(
      `SELECT d.version, d.change_note, d.published_at, d.published_by, c.reason AS cancelled_because,
              CASE WHEN $2 THEN (SELECT count(*)::int FROM policy_reading r WHERE r.version = d.version) ELSE 0 END AS readings,
              EXISTS (SELECT FROM policy_reading r WHERE r.version = d.version AND r.person_id = $1) AS is_read
         FROM policy_document d LEFT JOIN policy_cancellation c ON c.version = d.version
        ORDER BY d.version DESC`,
      [reader.personId, sees],
    );
    const inForce = await this.directory.at(now);
    const people = sees ? await this.surroundings.activePeople() : 0;
    const names = sees
      ? await this.surroundings.namesOf(rows.flatMap((row) => row.published_by ?? []))
      : new Map<string, string>();
    const shown = await Promise.all(
      rows.map(async (row): Promise<PolicyVersionDto> => {
        const { effectiveFrom } = await this.directory.version(row.version);
        return {
          version: row.version,
          state: stateOf(row, effectiveFrom, inForce.version, now),
          effectiveFrom: effectiveFrom.getTime() === 0 ? null : effectiveFrom,
          publishedAt: row.published_at,
          changeNote: row.change_note && { ...row.change_note },
          isRead: row.is_read,
          publishedBy: sees ? (names.get(row.published_by ?? '') ?? null) : null,
          cancelledBecause: sees ? row.cancelled_because : null,
          readings: sees ? readingsOf(row.readings, people, inForce.numbers.bulletin.smallestGroup) : null,
        };
      }),
    );
    return shown.filter(({ state }) => sees || state !== 'cancelled');
  }

  /** A version as a page; without a number the one in force. */
  async document(
    reader: Principal,
    version: number | null,
    language: PolicyLanguage,
  ): Promise<PolicyDocumentDto> {
    const versions = await this.versions(reader);
    const found = versions.find((one) =>
      version === null ? one.state === 'in-force' : one.version === version,
    );
    if (!found) throw policyRefusals.refuse('policy.not-found');
    return {
      ...found,
      markdown: await this.rendered(found.version, language),
      coming: versions.find(({ state }) => state === 'coming') ?? null,
    };
  }

  async texts(version: number): Promise<PolicyTexts> {
    const [row] = await this.unitOfWork.read<{ texts: PolicyTexts }>(
      `SELECT texts FROM policy_document WHERE version = $1`,
      [version],
    );
    if (!row) throw policyRefusals.refuse('policy.not-found');
    return row.texts;
  }

  async rendered(version: number, language: PolicyLanguage): Promise<string> {
    const texts = await this.texts(version);
    const { numbers } = await this.directory.version(version);
    return renderDocument(texts[language], language, await this.facts(numbers));
  }

  /** What a text is shown with; the default calendar says what a day is, so that everybody reads the same. */
  async facts(numbers: PolicyNumbers): Promise<DocumentFacts> {
    const departments = await this.surroundings.departments();
    const names = new Map(departments.map(({ id, name }) => [id, name]));
    const { stored } = await this.calendars.calendarFor();
    return {
      numbers,
      dayMinutes: workingDayMinutes(stored),
      departmentName: (id, language) => names.get(id)?.[language],
    };
  }
}

function readingsOf(read: number, people: number, smallestGroup: number): PolicyReadingsDto {
  const share = shownShare({ of: people, part: read }, smallestGroup);
  return { read: share?.part ?? null, of: share?.of ?? shownCount(people, smallestGroup) };
}

function stateOf(row: VersionRow, effectiveFrom: Date, inForce: number, now: Date): VersionState {
  if (row.cancelled_because !== null) return 'cancelled';
  if (effectiveFrom > now) return 'coming';
  return row.version === inForce ? 'in-force' : 'past';
}

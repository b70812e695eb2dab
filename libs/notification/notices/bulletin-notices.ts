import type { StoredEvent } from '@huiyin/platform';

/**
 * Who is told of a bulletin. `leaders`: everybody with that role who is not away. `named`: the heads of all departments
 * that it names; `head`: that of the department which the event is about, the deputy while the head is away.
 * `readers`: who else was chosen to read it, if they are few.
 */
export const BULLETIN_AUDIENCES = ['leaders', 'named', 'head', 'readers'] as const;
export type BulletinAudience = (typeof BULLETIN_AUDIENCES)[number];

export interface BulletinNoticeRule {
  /** Type of the event that calls for the notice. */
  readonly on: string;
  readonly when?: (data: StoredEvent['data']) => boolean;
  readonly audience: BulletinAudience;
  /** What the bulletin, or what the department owes, must still be when the letter goes out. */
  readonly while: readonly string[];
  /** Pointless once the day that it speaks of is over. */
  readonly endsWithDay?: boolean;
}

/** States of a rectification in which its department is asked for an answer. */
const OWED = ['awaited', 'returned'] as const;
const wasAnswered = (data: StoredEvent['data']): boolean => data['state'] === 'answered';
const wasNotAnswered = (data: StoredEvent['data']): boolean => !wasAnswered(data);

/** Every notice about bulletins, and what each named department owes. */
export const BULLETIN_NOTICES = {
  'bulletin-draft-waiting': { on: 'bulletin.drafted', audience: 'leaders', while: ['draft'] },
  'bulletin-names-you': { on: 'bulletin.published', audience: 'named', while: ['published'] },
  'bulletin-published': { on: 'bulletin.published', audience: 'readers', while: ['published'] },
  'rectification-answered': { on: 'rectification.answered', audience: 'leaders', while: ['answered'] },
  'rectification-returned': { on: 'rectification.returned', audience: 'head', while: ['returned'] },
  'rectification-accepted': { on: 'rectification.accepted', audience: 'head', while: ['accepted'] },
  'rectification-due': {
    on: 'rectification.due-soon',
    audience: 'head',
    while: OWED,
    endsWithDay: true,
  },
  'rectification-overdue': {
    on: 'rectification.overdue',
    when: wasNotAnswered,
    audience: 'head',
    while: OWED,
  },
  'rectification-overdue-leaders': {
    on: 'rectification.overdue',
    when: wasNotAnswered,
    audience: 'leaders',
    while: OWED,
  },
  'rectification-promise-passed': {
    on: 'rectification.overdue',
    when: wasAnswered,
    audience: 'leaders',
    while: ['answered'],
  },
} as const satisfies Record<string, BulletinNoticeRule>;

export type BulletinNoticeKind = keyof typeof BULLETIN_NOTICES;

export const BULLETIN_NOTICE_KINDS = Object.keys(BULLETIN_NOTICES) as readonly BulletinNoticeKind[];

export function isBulletinNotice(kind: string): kind is BulletinNoticeKind {
  return kind in BULLETIN_NOTICES;
}

export function bulletinNoticeRule(kind: BulletinNoticeKind): BulletinNoticeRule {
  return BULLETIN_NOTICES[kind];
}

export function bulletinNoticesOf(event: Pick<StoredEvent, 'type' | 'data'>): BulletinNoticeKind[] {
  return BULLETIN_NOTICE_KINDS.filter((kind) => {
    const rule = bulletinNoticeRule(kind);
    return rule.on === event.type && (rule.when?.(event.data) ?? true);
  });
}

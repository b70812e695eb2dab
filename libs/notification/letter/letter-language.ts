import type { BulletinAudience, BulletinNoticeKind } from '../notices/bulletin-notices.js';
import type { ClockNoticeKind } from '../notices/clock-notices.js';
import type { NoticeKind } from '../notices/notice-kinds.js';
import type { Audience } from '../notices/notice-rule.js';
import type { DueLeg } from '../notices/ticket-glance.js';

/** What a letter says for one notice; may contain `{{number}}` and `{{department}}`. Never another ticket. */
export interface NoticeText {
  /** Follows the ticket number in the subject. */
  readonly subject: string;
  readonly heading: string;
  readonly body: string;
  /** The button. */
  readonly action: string;
}

/** What is said about the loop, and about clocks. */
export type LoopTexts = Readonly<Record<Exclude<NoticeKind, ClockNoticeKind>, NoticeText>>;
export type ClockTexts = Readonly<Record<ClockNoticeKind, NoticeText>>;

/** What is said about bulletins; may contain `{{number}}` and `{{department}}`. */
export interface BulletinTexts {
  readonly bulletin: string;
  readonly notices: Readonly<Record<BulletinNoticeKind, NoticeText>>;
  /** What is due by the day `{{due}}`, where something is. */
  readonly due: Readonly<Partial<Record<BulletinNoticeKind, string>>>;
  readonly why: Readonly<Record<BulletinAudience, string>>;
}

export interface LetterTexts {
  readonly notices: Readonly<Record<NoticeKind, NoticeText>>;
  /** What is to be done until `{{due}}` by the one who reads, per running clock. */
  readonly due: {
    readonly asAuthor: Readonly<Record<DueLeg, string>>;
    readonly asOwner: Readonly<Record<DueLeg, string>>;
    /** For whoever decides about what others are to do. */
    readonly decide: string;
    /** Whoever reads it, once the instant has passed. */
    readonly missed: Readonly<Record<DueLeg, string>>;
  };
  /** Ends the subject when something is due. */
  readonly dueInSubject: string;
  readonly missedInSubject: string;
  /** Several deadlines in one letter; `{{count}}` says how many. */
  readonly digest: NoticeText & { readonly why: string };
  /** Why this person gets the letter. */
  readonly why: Readonly<Record<Audience, string>>;
  readonly bulletins: BulletinTexts;
  readonly ticket: string;
  readonly automatic: string;
}

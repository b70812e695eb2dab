import type { LocalisedText } from './chinese-holidays.js';

/** A department or a site: whatever can have a calendar of its own. */
export interface CalendarOwner {
  readonly id: string;
  readonly kind: 'department' | 'site';
  readonly name: LocalisedText;
}

/** What the calendars' pages show besides calendars; whoever knows departments, sites and people answers. */
export abstract class CalendarSurroundings {
  abstract owners(): Promise<readonly CalendarOwner[]>;
  /** Names by id; unknown ids are left out. */
  abstract namesOf(personIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

import type { OpenHours } from '../independent/open-hours.js';
import { CHINESE_OFFICE, chineseOffice, OpenHours as Hours } from '../independent/open-hours.js';
import chineseDays from 'chinese-days';
import { PROMISES, type Promises } from '../independent/promises.js';
import type { Expected } from '../independent/ticket-course.js';
import type { LoggedAct } from '../story-book.js';

/** What the comparison is made with. */
export interface Opinion {
  readonly hours: OpenHours;
  readonly promises: Promises;
  /** What the independent script is told of a ticket. */
  readonly acts: (acts: readonly LoggedAct[]) => readonly LoggedAct[];
  /** What it is told that the database says. */
  readonly recorded: (recorded: ReadonlyMap<string, Expected>) => ReadonlyMap<string, Expected>;
}

export const HONEST: Opinion = {
  hours: chineseOffice(),
  promises: PROMISES,
  acts: (acts) => acts,
  recorded: (recorded) => recorded,
};

/** Errors made on purpose in one of the two opinions: the comparison must find each of them. */
export const PLANTED: Readonly<Record<string, Partial<Opinion>>> = {
  'a holiday is worked': {
    hours: office((date) => chineseDays.isWorkday(date) || date === '2018-10-01' || date === '2019-05-01'),
  },
  'an adjusted working day is free': {
    hours: office((date, weekday) => chineseDays.isWorkday(date) && weekday !== 0 && weekday !== 6),
  },
  'weekends are worked': { hours: office(() => true) },
  'nobody has lunch': {
    hours: new Hours('Asia/Shanghai', (date) => (chineseDays.isWorkday(date) ? [['09:00', '16:30']] : [])),
  },
  'the clocks of another zone count': {
    hours: new Hours('Asia/Tokyo', (date) => (chineseDays.isWorkday(date) ? CHINESE_OFFICE : [])),
  },
  'pauses are ignored': { acts: without('ask-author', 'reply') },
  'pauses have no limit': { promises: { ...PROMISES, pauseLimit: 1_000_000 } },
  'extensions are ignored': { acts: without('extend') },
  'nothing is classed as complex': { acts: without('mark-complex', 'mark-ordinary') },
  'nothing is set back to ordinary': { acts: without('mark-ordinary') },
  'a transfer starts no new acknowledgement': { acts: without('transfer') },
  'the second warning comes at 81 %': { promises: rung('late-warning', { percent: 81 }) },
  'the leadership takes over an hour early': { promises: rung('escalation', { after: 3 * 450 - 60 }) },
  'a due instant is stored a second late': {
    recorded: changed((clock) => ({ ...clock, dueMs: clock.dueMs + 1_000 })),
  },
  'a step is lost': { recorded: changed((clock) => ({ ...clock, steps: clock.steps.slice(1) })) },
  'a step is recorded twice': {
    recorded: changed((clock) => ({ ...clock, steps: [...clock.steps, ...clock.steps.slice(-1)] })),
  },
  'a step is dated when it was noticed': {
    recorded: changed((clock) => ({
      ...clock,
      steps: clock.steps.map((step) => ({ ...step, atMs: step.atMs + 1 })),
    })),
  },
  'a breach is wiped': { recorded: changed((clock) => ({ ...clock, breachedMs: null })) },
};

function office(isWorked: (date: string, weekday: number) => boolean): OpenHours {
  return new Hours('Asia/Shanghai', (date, weekday) => (isWorked(date, weekday) ? CHINESE_OFFICE : []));
}

function without(...names: LoggedAct['name'][]): Opinion['acts'] {
  return (acts) => acts.filter((act) => !names.includes(act.name));
}

function rung(kind: string, place: { percent: number } | { after: number }): Promises {
  const rungs = PROMISES.rungs.answer.map((one) => (one.kind === kind ? { kind, ...place } : one));
  return { ...PROMISES, rungs: { ...PROMISES.rungs, answer: rungs } };
}

/** One clock that was breached and has steps, of one ticket, is told otherwise. */
function changed(
  change: (clock: Expected['clocks'][number]) => Expected['clocks'][number],
): Opinion['recorded'] {
  return (recorded) => {
    for (const [ticketId, course] of recorded) {
      const index = course.clocks.findIndex((clock) => clock.breachedMs !== null && clock.steps.length > 1);
      const clock = course.clocks[index];
      if (clock)
        return new Map(recorded).set(ticketId, {
          ...course,
          clocks: course.clocks.with(index, change(clock)),
        });
    }
    return recorded;
  };
}

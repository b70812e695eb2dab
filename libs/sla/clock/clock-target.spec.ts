import { defaultCalendar } from '../calendar/default-calendar.js';
import { definitionOf } from '../calendar/stored-calendar.js';
import type { BusinessCalendar } from '../domain/business-calendar.js';
import { parseCalendar } from '../domain/calendar-definition.js';
import { wholeDaysAfter } from '../domain/whole-days.js';
import { deadline } from '../domain/working-time.js';
import { DEFAULT_POLICY } from '../policy/default-policy.js';
import type { ClockRow } from './clock-row.js';
import { complexTarget, ordinaryTarget, type Retargeting } from './clock-target.js';

const DAY = 450 * 60;
const at = (local: string): Date => new Date(`${local}+08:00`);
const stored = defaultCalendar(2026, 2026);
const calendar = parseCalendar(definitionOf(stored)) as BusinessCalendar;
const given: Retargeting = {
  calendar,
  stored,
  numbers: DEFAULT_POLICY,
  subject: { ticketId: '', departmentId: 'canteen', siteId: null, urgency: 'ordinary', kind: 'problem' },
};
/** Monday, 09:30. */
const START = at('2026-03-02T09:30:00');
const clock = (more: Partial<ClockRow>): ClockRow =>
  ({ started_at: START, target_seconds: 5 * DAY, pauses: [], in_whole_days: false, ...more }) as ClockRow;
const dueOf = (row: ClockRow, target: number): Date => deadline(calendar, row.started_at, target);

describe('the target of a ticket that is classed as complex', () => {
  it('is what the policy promises for complex ones, from the start', () => {
    expect(complexTarget(clock({}), given)).toBe(10 * DAY);
  });

  it('is the one of the department and kind where there is one, and never shorter than before', () => {
    const override = { leg: 'answer', urgency: 'complex', kind: null, departmentId: 'canteen' } as const;
    const withDays = (days: number): Retargeting => ({
      ...given,
      numbers: { ...DEFAULT_POLICY, overrides: [{ ...override, workingMinutes: days * 450 }] },
    });
    expect(complexTarget(clock({}), withDays(7))).toBe(7 * DAY);
    expect(complexTarget(clock({}), withDays(4))).toBe(5 * DAY);
  });

  it('counts whole days where nobody may know more than the date', () => {
    const { startsAt, seconds } = wholeDaysAfter(calendar, START, 5);
    const row = clock({ in_whole_days: true, started_at: startsAt, target_seconds: seconds });
    expect(dueOf(row, complexTarget(row, given))).toEqual(at('2026-03-16T18:00:00'));
    const complex = { ...row, target_seconds: complexTarget(row, given) };
    expect(ordinaryTarget(complex, given, complex.target_seconds - seconds, at('2026-03-05T11:11:11'))).toBe(
      seconds,
    );
    const late = ordinaryTarget(complex, given, 5 * DAY, at('2026-03-11T11:11:11'));
    expect(dueOf(row, late)).toEqual(at('2026-03-12T18:00:00'));
  });
});

describe('the target of a ticket that is ordinary again', () => {
  const complex = clock({ target_seconds: 10 * DAY });

  it.each([
    ['as long as that date is far', '2026-03-04T10:00:00', '2026-03-09T09:30:00'],
    ['to the second, an urgent limit before it', '2026-03-06T09:30:00', '2026-03-09T09:30:00'],
    ['not when it is near', '2026-03-06T10:00:00', '2026-03-09T10:00:00'],
    ['not when it has passed', '2026-03-10T15:00:30', '2026-03-11T15:00:30'],
    ['never beyond the date that it has', '2026-03-13T11:00:00', '2026-03-16T09:30:00'],
  ])('is the ordinary one again, %s', (_, now, due) => {
    expect(dueOf(complex, ordinaryTarget(complex, given, 5 * DAY, at(now)))).toEqual(at(due));
  });

  it('keeps an extension and what stood still', () => {
    const extended = clock({ target_seconds: 13 * DAY });
    expect(ordinaryTarget(extended, given, 5 * DAY, at('2026-03-04T10:00:00'))).toBe(8 * DAY);
    const pauses = [{ from: '2026-03-03T01:30:00Z', to: '2026-03-05T01:30:00Z' }];
    // Five days have passed, two of them for the author: one day is left as for an urgent ticket.
    const paused = clock({ target_seconds: 10 * DAY, pauses });
    expect(ordinaryTarget(paused, given, 7 * DAY, at('2026-03-09T09:30:00'))).toBe(4 * DAY);
  });
});

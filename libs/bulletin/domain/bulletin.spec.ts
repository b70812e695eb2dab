import fc from 'fast-check';
import { stateFaults } from '../../platform/domain/state-faults.js';
import {
  BULLETIN_STATES,
  BULLETIN_STEPS,
  latestDepartments,
  monthAfter,
  monthBefore,
  stepsFor,
  talkAfter,
} from './bulletin.js';
import {
  nextReminder,
  RECTIFICATION_STATES,
  RECTIFICATION_STEPS,
  rectificationStandings,
  type RectificationStanding,
  type RectificationState,
} from './rectification.js';
import { possibleSteps, stepOf } from './step-table.js';

const LEADER = new Set(['leader'] as const);
const NOBODY = new Set<'leader'>();

describe('a bulletin', () => {
  it('can reach every state and end from every state', () => {
    expect(stateFaults(BULLETIN_STEPS, BULLETIN_STATES, 'draft', ['withdrawn', 'discarded'])).toEqual([]);
    const withoutWithdrawal = BULLETIN_STEPS.filter((row) => row.step !== 'withdraw');
    expect(stateFaults(withoutWithdrawal, BULLETIN_STATES, 'draft', ['withdrawn', 'discarded'])).toEqual([
      'Nothing leads to "withdrawn".',
      '"published" never comes to an end.',
    ]);
  });

  it('is never edited once it is published', () => {
    expect(possibleSteps(BULLETIN_STEPS, 'published', LEADER)).toEqual(['correct', 'withdraw']);
    expect(stepOf(BULLETIN_STEPS, 'published', 'edit', LEADER)).toBe('not-now');
    expect(stepOf(BULLETIN_STEPS, 'draft', 'publish', NOBODY)).toBe('not-yours');
    expect(possibleSteps(BULLETIN_STEPS, 'withdrawn', LEADER)).toEqual([]);
    expect(possibleSteps(stepsFor('overdue'), 'draft', LEADER)).toContain('take-out');
    expect(possibleSteps(stepsFor('monthly'), 'draft', LEADER)).not.toContain('take-out');
  });

  it('has a department talked to by a higher office each month in a row', () => {
    expect([0, 1, 2, 3].map(talkAfter)).toEqual([
      'responsible-leader',
      'duty-leader',
      'leadership',
      'leadership',
    ]);
  });

  it('names the departments with most overdue, never one without', () => {
    const figures = (departmentId: string, overdue: number, overdueSeconds = 0) => ({
      departmentId,
      due: 20,
      overdue,
      overdueSeconds,
    });
    const all = [figures('d', 1), figures('c', 2, 10), figures('b', 2, 90), figures('a', 0), figures('e', 1)];
    expect(latestDepartments(all, 3).map((row) => row.departmentId)).toEqual(['b', 'c', 'd']);
    expect(latestDepartments([figures('a', 0)], 3)).toEqual([]);
  });

  it('counts months over the end of a year, forth and back', () => {
    expect([monthAfter('2026-12'), monthBefore('2027-01')]).toEqual(['2027-01', '2026-12']);
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 9000 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
        const text = `${year}-${String(month).padStart(2, '0')}`;
        expect(monthBefore(monthAfter(text))).toBe(text);
        expect(monthAfter(text) > text).toBe(true);
      }),
    );
  });
});

describe('a rectification', () => {
  it('can reach every state and end from every state', () => {
    const ends: RectificationState[] = ['accepted', 'dropped'];
    expect(stateFaults(RECTIFICATION_STEPS, RECTIFICATION_STATES, 'awaited', ends)).toEqual([]);
  });

  it('is answered by the head and judged by a leader who does not work there', () => {
    const head = rectificationStandings({ isLeader: false, headsIt: true, worksThere: true });
    const leader = rectificationStandings({ isLeader: true, headsIt: false, worksThere: false });
    const both = rectificationStandings({ isLeader: true, headsIt: true, worksThere: true });
    expect(possibleSteps(RECTIFICATION_STEPS, 'awaited', head)).toEqual(['answer']);
    expect(possibleSteps(RECTIFICATION_STEPS, 'answered', leader)).toEqual(['accept', 'return']);
    expect(possibleSteps(RECTIFICATION_STEPS, 'answered', both)).toEqual(['answer']);
    expect(stepOf(RECTIFICATION_STEPS, 'answered', 'accept', both)).toBe('not-yours');
    expect(stepOf(RECTIFICATION_STEPS, 'awaited', 'accept', leader)).toBe('not-now');
  });

  it('is over once accepted, whatever anybody does', () => {
    const STEP = fc.constantFrom('answer' as const, 'accept' as const, 'return' as const, 'drop' as const);
    const BY = fc.constantFrom<RectificationStanding[]>('head', 'leader', 'system');
    fc.assert(
      fc.property(fc.array(fc.tuple(STEP, BY), { maxLength: 30 }), (walk) => {
        let state = 'awaited' as RectificationState;
        let wasAnswered = false;
        for (const [step, by] of walk) {
          const row = stepOf(RECTIFICATION_STEPS, state, step, new Set([by]));
          if (typeof row === 'string') continue;
          expect(['accepted', 'dropped']).not.toContain(state);
          if (step === 'answer') wasAnswered = true;
          if (row.to !== null) state = row.to;
          if (state === 'accepted') expect(wasAnswered).toBe(true);
        }
      }),
    );
  });

  it('reminds two days before it is due and once it is late, and only once each', () => {
    const at = (day: number): Date => new Date(Date.UTC(2026, 2, day));
    expect(nextReminder('awaited', at(10), null, at(1))).toEqual({ reminder: 'due-soon', at: at(8) });
    expect(nextReminder('awaited', at(10), 'due-soon', at(1))).toEqual({ reminder: 'overdue', at: at(10) });
    expect(nextReminder('awaited', at(10), 'overdue', at(1))).toBeNull();
    // Given less than two days, nobody is reminded at once of what they have just been told.
    expect(nextReminder('awaited', at(10), null, at(9))).toEqual({ reminder: 'overdue', at: at(10) });
    expect(nextReminder('answered', at(10), null, at(1))).toEqual({ reminder: 'overdue', at: at(10) });
    expect(nextReminder('accepted', at(10), null, at(1))).toBeNull();
  });
});

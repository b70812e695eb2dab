import type { AnonymityState, FollowUp, Outcome, Sent, SheetContent, Waiting } from '../client/messages.js';
import { stepsUnderWay, stillPossible } from './steps-under-way.js';

const RATINGS = { outcome: 4, handling: 4, feeling: 4 };
const REPLY: FollowUp = { command: 'reply', text: '补充一点。' };
const NO: FollowUp = { command: 'reject', verdict: 'no', reason: '还是没有热饭。', ratings: RATINGS };
const REVEAL: FollowUp = { command: 'reveal', employeeNumber: 'A1001' };
const PROMISE = { contentHash: 'hash', slot: '2026-11-25', signature: 'signature' };
const ACCEPTED: Outcome = { status: 'accepted', slot: '2026-11-25', promise: PROMISE };
const REFUSED: Outcome = { status: 'refused', code: 'too-many-waiting', field: null };

const waits = (sequence: number, step: FollowUp, ticketHash = 'mine'): Waiting => ({
  ...{ type: 'follow-up', id: sequence, ticketHash, sequence, step },
  ...{ leavesBy: 0, isHere: true, isConcealed: false },
});
const left = (sequence: number, step: FollowUp, outcome: Outcome = ACCEPTED, ticketHash = 'mine'): Sent => ({
  ...{ type: 'follow-up', id: sequence, ticketHash, sequence, step, outcome },
});
const state = (waiting: Waiting[], sent: Sent[], lastSequence = 0): AnonymityState => ({
  token: { state: 'waiting' },
  conditions: null,
  keys: null,
  edition: '2026-11-25',
  waiting,
  sent,
  thread: { edition: '2026-11-25', ticketHash: 'mine', lastSequence } as SheetContent,
});

describe('what was said about the open ticket', () => {
  it('is under way until the sheet knows its number', () => {
    const sent = [left(1, REPLY), left(2, NO), left(3, REPLY, REFUSED)];
    expect(stepsUnderWay(state([waits(4, REVEAL)], sent)).sent).toEqual(sent);
    expect(stepsUnderWay(state([waits(4, REVEAL)], sent, 1))).toEqual({
      waiting: [waits(4, REVEAL)],
      sent: sent.slice(1),
    });
    expect(stepsUnderWay(state([], sent, 2)).sent).toEqual(sent.slice(2));
  });

  it('is nothing that was said about another ticket, or with no receipt open', () => {
    const others = state([waits(1, NO, 'other')], [left(2, NO, ACCEPTED, 'other')]);
    expect(stepsUnderWay(others)).toEqual({ waiting: [], sent: [] });
    expect(stepsUnderWay({ ...state([waits(1, NO)], []), thread: null })).toEqual({ waiting: [], sent: [] });
  });
});

describe('what can still be said', () => {
  const answered = ['confirm', 'reject', 'withdraw', 'reveal'] as const;
  const open = ['reply', 'withdraw', 'reveal'] as const;
  const possible = (actions: readonly (typeof answered | typeof open)[number][], ...said: Sent[]) =>
    stillPossible(actions, stepsUnderWay(state([], said)));

  it('is everything at first, and after a reply', () => {
    expect(possible(answered)).toEqual(answered);
    expect(possible(open, left(1, REPLY))).toEqual(open);
  });

  it('is nothing that contradicts a verdict under way', () => {
    expect(possible(answered, left(1, NO))).toEqual(['reveal']);
    expect(stillPossible(answered, stepsUnderWay(state([waits(1, NO)], [])))).toEqual(['reveal']);
    expect(possible(open, left(1, { command: 'withdraw' }))).toEqual(['reveal']);
  });

  it('is the verdict again when it was refused', () => {
    expect(possible(answered, left(1, NO, REFUSED))).toEqual(answered);
  });

  it('is who wrote it once only', () => {
    expect(possible(open, left(1, REVEAL))).toEqual(['reply', 'withdraw']);
  });
});

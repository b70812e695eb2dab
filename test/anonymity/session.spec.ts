import fc from 'fast-check';
import { AnonymousSession } from '../../apps/web/features/anonymity/client/anonymous-session.js';
import type { AnonymousTicket } from '../../apps/web/features/anonymity/client/messages.js';
import { BothSides } from './both-sides.js';

const SIGN_IN = Date.parse('2026-11-24T09:00:00+08:00');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const TICKET: AnonymousTicket = {
  kind: 'problem',
  urgency: 'ordinary',
  departmentId: 'canteen',
  title: '食堂晚班没有热饭',
  body: '夜班同事 21 点以后只能吃冷的，请考虑保留一个热餐窗口。',
  mayPublishWording: true,
  ownDepartmentId: null,
  pictures: [],
};

/** A session and what surrounds it, moved through time by hand. */
class Seat {
  readonly sides = new BothSides(SIGN_IN);
  readonly session: AnonymousSession;

  constructor(draws: readonly number[] = [0.5]) {
    let drawn = 0;
    this.session = new AnonymousSession(this.sides.parts(() => draws[drawn++ % draws.length] ?? 0));
  }

  /** Lives until a time, doing what is due on the way. */
  async until(time: number): Promise<void> {
    for (;;) {
      const next = this.session.nextMomentMillis();
      if (next > time) break;
      this.sides.now = Math.max(this.sides.now, next);
      await this.session.tick(this.sides.now);
    }
    this.sides.now = time;
  }

  async write(ticket = TICKET): Promise<string> {
    const { chinese } = await this.session.write(ticket);
    await this.session.confirm();
    return chinese.join('');
  }
}

let seats: Seat[] = [];
function seat(draws?: readonly number[]): Seat {
  const one = new Seat(draws);
  seats.push(one);
  return one;
}
afterEach(() => {
  for (const { sides } of seats) sides.close();
  seats = [];
});

describe('a session', () => {
  it('fetches its token, sends an envelope an hour and one at the end, and looks for the sheet, without being asked', async () => {
    const { session, sides, until } = bound(seat([0.25, 0.75]));
    await until(SIGN_IN + 2 * HOUR);
    await session.signOut();
    const envelope = (at: number) => ({ at, where: 'https://intake.test', bytes: 262_144 });
    expect(session.state.token).toEqual({ state: 'ready', week: '2026-W48' });
    expect(sides.arrivals.filter(({ where }) => where.startsWith('https:'))).toEqual([
      envelope(SIGN_IN + 15 * MINUTE),
      envelope(SIGN_IN + 105 * MINUTE),
      envelope(SIGN_IN + 120 * MINUTE),
    ]);
    expect(sides.arrivals.slice(0, 3).map(({ where }) => where)).toEqual(['keys', 'token', 'sheets']);
  });

  it('sends what was written with the next envelope, and tells what was promised', async () => {
    const { session, sides, until, write } = bound(seat());
    await until(SIGN_IN + 10 * MINUTE);
    await write();
    expect(session.state.token).toEqual({ state: 'none', reason: 'used' });
    expect(session.state.waiting).toMatchObject([
      { type: 'ticket', leavesBy: SIGN_IN + 30 * MINUTE, isHere: true },
    ]);
    await until(SIGN_IN + 31 * MINUTE);
    expect(session.state.waiting).toEqual([]);
    expect(session.state.sent).toMatchObject([
      {
        type: 'ticket',
        outcome: {
          status: 'accepted',
          slot: '2026-11-25',
          promise: (sides.verdicts[0] as { promise?: object }).promise,
        },
      },
    ]);
  });

  it('knows the rule of the release, and how many have a token of the week of its own', async () => {
    const { session, sides, until } = bound(seat());
    await until(SIGN_IN);
    const release = { daily: '02:30', everySeconds: null, leastEmployees: 30 };
    expect(session.state.conditions).toEqual({ release, crowd: 200 });
    await until(SIGN_IN + 5 * 24 * HOUR);
    // Monday: there is no new token, so what is written shows last week, with last week's crowd.
    sides.hasToken = false;
    sides.beginWeek('2026-W49', 5);
    await until(SIGN_IN + 6 * 24 * HOUR);
    expect(session.state.token).toEqual({ state: 'ready', week: '2026-W48' });
    expect(session.state.conditions).toEqual({ release, crowd: 200 });
    sides.hasToken = true;
    await until(SIGN_IN + 7 * 24 * HOUR);
    expect(session.state.token).toEqual({ state: 'ready', week: '2026-W49' });
    expect(session.state.conditions).toEqual({ release, crowd: 5 });
  });

  it('sends the same at the same moments whatever its person does', async () => {
    const act = fc.record({
      minute: fc.integer({ min: 1, max: 239 }),
      what: fc.constantFrom('write', 'discard', 'take back', 'open', 'confirm nothing'),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(act, { maxLength: 8 }),
        fc.array(fc.double({ min: 0, max: 0.999999, noNaN: true }), { minLength: 5, maxLength: 5 }),
        fc.array(fc.integer({ min: 0, max: 239 }), { maxLength: 3 }),
        async (acts, draws, outages) => {
          const [silent, writer] = [seat(draws), seat(draws)];
          const isOut = (minute: number): boolean =>
            outages.some((from) => minute >= from && minute < from + 7);
          for (let minute = 0; minute <= 240; minute++) {
            for (const one of [silent, writer]) {
              one.sides.isDown = isOut(minute);
              await one.until(SIGN_IN + minute * MINUTE);
            }
            for (const { what } of acts.filter((one) => one.minute === minute)) await perform(writer, what);
          }
          await Promise.all([silent.session.signOut(), writer.session.signOut()]);
          expect(writer.sides.arrivals).toEqual(silent.sides.arrivals);
        },
      ),
      { numRuns: 25 },
    );
  }, 60_000);
});

/** Whatever its person does; what cannot be done is refused. */
async function perform({ session, write }: Seat, what: string): Promise<void> {
  const refused = (): undefined => undefined;
  if (what === 'write') await write.call(seats.find((one) => one.session === session)).catch(refused);
  if (what === 'discard') {
    await session.write(TICKET).catch(refused);
    await session.discard();
  }
  if (what === 'take back') await session.takeBack(session.state.waiting[0]?.id ?? 0).catch(refused);
  if (what === 'open') await session.openReceipt('的'.repeat(12));
  if (what === 'confirm nothing') await session.confirm().catch(refused);
}

function bound(one: Seat) {
  return {
    session: one.session,
    sides: one.sides,
    until: one.until.bind(one),
    write: one.write.bind(one),
  };
}

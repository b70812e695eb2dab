import fc from 'fast-check';
import { AnonymousSession } from '../../apps/web/features/anonymity/client/anonymous-session.js';
import type { Author } from '../../apps/web/features/anonymity/protocol/author.js';
import { checkKeyLog, type PublishedKeyLog } from '../../apps/web/features/anonymity/protocol/key-log.js';
import type { KeyKind } from '../../libs/anonymity/domain/protocol.js';
import { linkHash, NO_KEY } from '../../libs/anonymity/key-log/key-link.js';
import { INTAKE, BothSides } from './both-sides.js';
import { authorOf, closeSides, faultOf, HOUR, MINUTE, Seat, SIGN_IN, TICKET } from './seat.js';

afterEach(closeSides);

const draw = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

/** Somebody whose ticket is out: the words of the receipt, and the keys. */
async function someAuthor(): Promise<{ words: string; author: Author }> {
  const seat = new Seat();
  await seat.live(0);
  const words = await seat.write();
  return { words, author: await authorOf(words) };
}

describe('what every browser does', () => {
  it('is a token, an envelope in each hour and one at the end, and a look for keys and sheet in each hour', async () => {
    const seat = new Seat([0.25, 0.75]);
    await seat.live(2 * HOUR);
    await seat.session.signOut();
    expect(seat.session.state.token).toEqual({ state: 'ready', week: '2026-W48' });
    const at = (minutes: number, where: string, bytes = 0) => ({
      at: SIGN_IN + minutes * MINUTE,
      where,
      bytes,
    });
    expect(seat.sides.arrivals.filter(({ where }) => where !== 'token')).toEqual([
      at(0, 'keys'),
      at(0, 'sheets'),
      at(15, INTAKE, 262_144),
      at(60, 'keys'),
      at(60, 'sheets'),
      at(105, INTAKE, 262_144),
      at(120, 'keys'),
      at(120, 'sheets'),
      at(120, INTAKE, 262_144),
    ]);
    expect(seat.sides.verdicts).toEqual([{ status: 'empty' }, { status: 'empty' }, { status: 'empty' }]);
  });

  it('happens once in each stretch, at the moment that was drawn', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(draw, { minLength: 6, maxLength: 6 }), async (draws) => {
        const seat = new Seat([...draws, 0.5]);
        await seat.live(6 * HOUR);
        const moments = seat.sides.envelopes.map((time) => (time - SIGN_IN) / HOUR);
        expect(moments).toHaveLength(6);
        moments.forEach((moment, stretch) =>
          expect(moment).toBeCloseTo(stretch + (draws[stretch] ?? NaN), 6),
        );
      }),
      { numRuns: 10 },
    );
  });

  it('is the same at the same moments whatever its person does and whatever the intake answers', async () => {
    const { words, author } = await someAuthor();
    const acts = {
      write: (seat: Seat) => seat.write(),
      'write something wrong': (seat: Seat) => seat.write({ ...TICKET, title: '' }),
      'write too much': (seat: Seat) => seat.write({ ...TICKET, pictures: ['A'.repeat(300_000)] }),
      'write and discard': ({ session }: Seat) => session.write(TICKET).then(() => session.discard()),
      'take back': ({ session }: Seat) => session.takeBack(session.state.waiting[0]?.id ?? 0),
      open: ({ session }: Seat) => session.openReceipt(words),
      'open nonsense': ({ session }: Seat) => session.openReceipt('的'.repeat(12)),
      close: ({ session }: Seat) => session.closeReceipt(),
      say: ({ session }: Seat) => session.say({ command: 'reply', text: '是三号食堂，不是一号。' }),
    } as const;
    const names = Object.keys(acts) as (keyof typeof acts)[];
    const minute = fc.integer({ min: 0, max: 239 });
    /** The next day's token is asked for at 00:15. */
    const evening = SIGN_IN + 13 * HOUR;
    let left = 0;
    type Plan = [number, { minute: number; act: keyof typeof acts }[], number[], number[], string | null];
    const wrote = [{ minute: 10, act: 'write' as const }];
    // A full intake is sent the same ticket in each of four stretches and at the sign-out.
    const insistent: Plan = [SIGN_IN, wrote, Array<number>(5).fill(0.5), [], 'full'];
    // Nobody answers when the next day's token is asked for, and again two minutes later.
    const nightly: Plan = [evening, wrote, Array<number>(5).fill(0.5), [135], null];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(SIGN_IN, evening),
        fc.array(fc.record({ minute, act: fc.constantFrom(...names) }), { maxLength: 12 }),
        fc.array(draw, { minLength: 5, maxLength: 5 }),
        fc.array(minute, { maxLength: 2 }),
        fc.constantFrom(null, 'full', 'payload-invalid', 'sequence-used', 'token-spent'),
        async (signIn, planned, draws, outages, code) => {
          const seat = () => new Seat(draws, new BothSides(signIn));
          const [silent, writer] = [seat(), seat()];
          if (code !== null) writer.sides.verdict = { status: 'refused', code, next: 7 };
          for (let now = 0; now <= 240; now++) {
            for (const { sides } of [silent, writer]) {
              sides.isDown = outages.some((from) => now >= from && now < from + 7);
              if (now % 60 === 50)
                await sides.publish(`edition ${now}`, author, { ticketHash: 'x', lastSequence: 0 });
            }
            await Promise.all([silent, writer].map((seat) => seat.live(now * MINUTE)));
            for (const one of planned.filter((act) => act.minute === now))
              await faultOf(acts[one.act](writer));
          }
          await Promise.all([silent.session.signOut(), writer.session.signOut()]);
          expect(writer.sides.arrivals).toEqual(silent.sides.arrivals);
          left += writer.sides.payloads.filter((payload) => payload !== null).length;
        },
      ),
      { numRuns: 20, examples: [insistent, insistent, insistent, nightly, nightly] },
    );
    // It would be no wonder if nothing had left.
    expect(left).toBeGreaterThan(10);
  }, 120_000);

  it('is tried again after a minute, three times, when nobody answered, and then waits for the next stretch', async () => {
    const seat = new Seat();
    const { sides, session } = seat;
    await seat.live(MINUTE);
    sides.isDown = true;
    await seat.live(HOUR);
    const minutes = () => sides.envelopes.map((time) => (time - SIGN_IN) / MINUTE);
    expect(minutes()).toEqual([30, 31, 32, 33]);
    sides.isDown = false;
    await seat.live(2 * HOUR);
    expect(minutes()).toEqual([30, 31, 32, 33, 90]);
    expect(session.state.token.state).toBe('ready');
  });

  it('is asked for once, however long the answer takes', async () => {
    const { session, sides } = new Seat();
    for (const at of [SIGN_IN, SIGN_IN + HOUR]) {
      sides.now = at;
      await Promise.all(Array.from({ length: 3 }, () => session.tick(at)));
    }
    const places = sides.arrivals.map(({ where }) => where).sort();
    expect(places).toEqual([INTAKE, 'keys', 'keys', 'sheets', 'sheets', 'token']);
  });

  it('is not made up for after a computer has slept', async () => {
    const seat = new Seat();
    const { sides, session } = seat;
    await seat.live(MINUTE);
    sides.now = SIGN_IN + 5.25 * HOUR;
    await session.tick(sides.now);
    await seat.live(7 * HOUR);
    expect(sides.envelopes.map((time) => (time - SIGN_IN) / HOUR)).toEqual([5.25, 5.5, 6.5]);
  });

  it('is neither a token nor an envelope with broken keys, or where there is no intake', async () => {
    const [broken, without] = [new Seat(), new Seat()];
    broken.sides.change = (log) => ({ ...log, keys: log.keys.slice(1) });
    without.sides.change = (log) => ({ ...log, intake: null });
    for (const seat of [broken, without]) {
      await seat.live(2 * HOUR);
      await seat.session.signOut();
    }
    const places = ({ sides }: Seat) => sides.arrivals.map(({ where }) => where);
    expect(places(broken)).toEqual(['keys', 'sheets', 'sheets', 'sheets']);
    expect(places(without)).toEqual(['keys', 'sheets', 'keys', 'sheets', 'keys', 'sheets']);
    expect(broken.session.state.token).toEqual({ state: 'alarm', code: 'chain-broken' });
    expect(without.session.state.token).toEqual({ state: 'none', reason: 'no-intake' });
    without.sides.change = (log) => log;
    await without.live(3 * HOUR);
    expect(without.session.state.token.state).toBe('ready');
  });

  it('waits for an intake that has not made its keys yet', async () => {
    const seat = new Seat();
    const { sides, session } = seat;
    sides.change = (log) => ({ ...log, keys: log.keys.slice(0, 1) });
    await seat.live(MINUTE);
    expect(session.state.token).toEqual({ state: 'none', reason: 'unreachable' });
    sides.change = (log) => log;
    await seat.live(3 * MINUTE);
    expect(session.state.token.state).toBe('ready');
  });
});

describe('the log of keys', () => {
  it('is asked for once, however long the answer takes', () => {
    const { sides } = new Seat();
    let asked = 0;
    const parts = sides.parts(() => 0);
    const issuer = { ...parts.issuer, readKeys: () => (asked++, new Promise<never>(() => undefined)) };
    const session = new AnonymousSession({ ...parts, issuer });
    void session.tick(SIGN_IN);
    expect(session.nextMomentMillis()).toBeGreaterThan(SIGN_IN);
    expect(asked).toBe(1);
  });

  /** As whole as the real one, and another. */
  function forked(log: PublishedKeyLog): PublishedKeyLog {
    let previous: Buffer = NO_KEY;
    const keys = log.keys.toReversed().map((entry, index) => {
      const spki = Buffer.from(entry.spki, 'base64url');
      const link = { kind: entry.kind as KeyKind, week: entry.week, sequence: index + 1, spki };
      const previousHash = previous.toString('base64url');
      previous = linkHash(previous, link);
      return { ...entry, sequence: index + 1, previousHash, hash: previous.toString('base64url') };
    });
    return { ...log, keys };
  }

  it('is there to be looked at as it was used, with the counts of past weeks, and looking sends nothing', async () => {
    const seat = new Seat();
    const { sides, session } = seat;
    const counts = [{ week: '2026-W45', issued: 700, people: 200, redeemed: 9 }];
    sides.change = (log) => ({ ...log, weeks: counts });
    await seat.live(0);
    const log = await checkKeyLog(await sides.parts(() => 0).issuer.readKeys(), SIGN_IN);
    const sent = sides.arrivals.length;
    const named = (wanted: string) => ({
      week: '2026-W48',
      fingerprint: log.keys.find(({ kind }) => kind === wanted)?.fingerprint,
    });
    expect(session.state.keys).toEqual({
      ...{ presentWeek: '2026-W48', head: log.head, entries: 3, counts },
      issuers: [named('issuer')],
      envelope: named('intake-envelope'),
      promise: named('intake-promise'),
      isPromiseReplaced: false,
    });
    expect(sides.arrivals).toHaveLength(sent);
  });

  it('that is whole and another than this morning’s stops everything, and this morning’s can still be shown', async () => {
    const seat = new Seat();
    const { sides, session } = seat;
    await seat.live(0);
    const { head } = session.state.keys ?? {};
    sides.change = forked;
    await seat.live(16 * HOUR);
    expect(session.state.token).toEqual({ state: 'alarm', code: 'chain-forked' });
    expect(session.state.keys?.head).toEqual(head);
    const sent = sides.envelopes.length;
    await seat.live(20 * HOUR);
    expect(sides.envelopes).toHaveLength(sent);
    // By itself it is as good as any other: only who has seen the first one knows.
    const next = new Seat();
    next.sides.change = forked;
    await next.live(0);
    expect(next.session.state.token.state).toBe('ready');
    expect(next.session.state.keys?.head).not.toEqual(head);
  });
});

describe('the token', () => {
  it('comes with the rule of the release, and how many have had one since the last, which nobody knows of the next', async () => {
    const seat = new Seat();
    const { sides, session } = seat;
    await seat.live(0);
    const release = { daily: '02:30', everySeconds: null, leastEmployees: 30 };
    // An envelope may take an hour.
    const until = Date.parse('2026-11-25T01:30:00+08:00');
    expect(session.state.conditions).toEqual({ release, crowd: { people: 200, until } });
    sides.crowd = 1_000;
    await seat.live(HOUR);
    expect(session.state.conditions?.crowd).toEqual({ people: 1_000, until });
    sides.crowd = 5;
    await seat.live(19 * HOUR);
    expect(session.state.conditions?.crowd).toEqual({ people: 5, until: until + 24 * HOUR });
  });

  const asked = ({ arrivals }: BothSides): number => arrivals.filter(({ where }) => where === 'token').length;

  it('comes once a day, and yesterday’s is still one when there is no other', async () => {
    const seat = new Seat();
    const { sides, session } = seat;
    await seat.live(10 * HOUR);
    expect(asked(sides)).toBe(1);
    sides.hasToken = false;
    await seat.live(16 * HOUR);
    expect(asked(sides)).toBe(2);
    expect(session.state.token.state).toBe('ready');
  });

  it('that there is not today is no fault', async () => {
    const seat = new Seat();
    const { sides, session } = seat;
    sides.hasToken = false;
    await seat.live(10 * HOUR);
    expect(asked(sides)).toBe(1);
    expect(session.state.token).toEqual({ state: 'none', reason: 'session-has-one' });
    expect(await faultOf(session.write(TICKET))).toBe('no-token');
    expect(sides.envelopes).toHaveLength(10);
  });

  it('is asked for again when nobody answered', async () => {
    const seat = new Seat();
    const { sides, session } = seat;
    sides.isDown = true;
    await seat.live(MINUTE);
    expect(session.state.token).toEqual({ state: 'none', reason: 'unreachable' });
    sides.isDown = false;
    await seat.live(10 * MINUTE);
    expect(session.state.token.state).toBe('ready');
  });

  it('brings one ticket, and the next one tomorrow', async () => {
    const seat = new Seat();
    const { session } = seat;
    await seat.live(0);
    const first = await seat.write();
    expect(session.state.token).toEqual({ state: 'none', reason: 'used' });
    expect(await faultOf(session.write(TICKET))).toBe('no-token');
    await seat.live(16 * HOUR);
    expect(await seat.write()).not.toBe(first);
  });
});

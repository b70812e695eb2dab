import { randomBytes } from 'node:crypto';
import { newId, Log, Refused, UnitOfWork } from '@huiyin/platform';
import { MovableClock } from '../../../test/support/movable-clock.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { testSettings } from '../../../test/support/test-settings.js';
import { housekeepAnonymity } from '../housekeeping.js';
import { WeeklyCounts } from '../audit/weekly-counts.queries.js';
import { Crowd } from './crowd.queries.js';
import { IssuerKeys } from './issuer-keys.js';
import { IssueToken, type Issued } from './issue-token.use-case.js';

const WEEK = '2026-W10';

describe('issuing tokens', () => {
  let database: TestDatabase;
  let unitOfWork: UnitOfWork;
  let issue: IssueToken;
  let counts: WeeklyCounts;
  let crowd: Crowd;
  const clock = new MovableClock('2026-03-02T09:00:00+08:00');

  beforeAll(async () => {
    database = await createTestDatabase();
    unitOfWork = new UnitOfWork(database.dataSource, clock);
    const keys = new IssuerKeys(unitOfWork, new Log(testSettings({})));
    await keys.keepPresent();
    issue = new IssueToken(unitOfWork, keys);
    counts = new WeeklyCounts(unitOfWork);
    crowd = new Crowd(unitOfWork);
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    clock.moveTo('2026-03-02T09:00:00+08:00');
    await database.dataSource.query(`TRUNCATE token_issuance, token_issuance_total, token_holder, session`);
  });

  let people = 0;
  async function person(): Promise<string> {
    const id = newId(clock.now());
    await database.dataSource.query(
      `INSERT INTO person (id, employee_number, name, locale, must_change_password, created_at, updated_at, version, head_hash)
       VALUES ($1, $2, 'Somebody', 'en', false, now(), now(), 1, decode(repeat('00', 32), 'hex'))`,
      [id, `T${1000 + people++}`],
    );
    return id;
  }
  async function session(personId: string): Promise<{ personId: string; sessionId: string }> {
    const sessionId = newId(clock.now());
    await database.dataSource.query(
      `INSERT INTO session (id, token_hash, person_id, is_shared_seat, created_at, last_seen_at, idle_expires_at, expires_at)
       VALUES ($1, $2, $3, false, $4, $4, $4, $4)`,
      [sessionId, randomBytes(32), personId, clock.now()],
    );
    return { personId, sessionId };
  }
  /** Smaller than any modulus of 2048 bits. */
  const blinded = (): Buffer => Buffer.concat([Buffer.from([0x7f]), randomBytes(255)]);
  const outcome = async (work: Promise<Issued>): Promise<string> =>
    work.then(
      ({ reason }) => reason ?? 'issued',
      (error: unknown) => (error instanceof Refused ? error.code : String(error)),
    );
  const issuedTo = async (personId: string): Promise<number> => {
    const [row] = await unitOfWork.read<{ issued: number }>(
      `SELECT issued FROM token_issuance WHERE person_id = $1`,
      [personId],
    );
    return row?.issued ?? 0;
  };

  it('gives one employee five tokens a week, whoever asks at the same moment', async () => {
    clock.moveTo('2026-03-06T09:00:00+08:00');
    const personId = await person();
    const sessions = await Promise.all(Array.from({ length: 30 }, async () => session(personId)));
    const outcomes = await Promise.all(
      sessions.map(async (one) => outcome(issue.issue(one, WEEK, blinded()))),
    );
    expect(outcomes.filter((one) => one === 'issued')).toHaveLength(5);
    expect(outcomes.filter((one) => one === 'week-spent')).toHaveLength(25);
    expect(await issuedTo(personId)).toBe(5);
  });

  it('gives one for each day of the week, however often somebody signs in', async () => {
    const personId = await person();
    const perDay: string[][] = [];
    for (let day = 1; day <= 7; day++) {
      const outcomes: string[] = [];
      // Nobody comes on Wednesday.
      for (let i = 0; i < 3 && day !== 3; i++)
        outcomes.push(await outcome(issue.issue(await session(personId), WEEK, blinded())));
      perDay.push(outcomes);
      clock.advance({ hours: 24 });
    }
    const one = ['issued', 'day-spent', 'day-spent'];
    const none = Array<string>(3).fill('week-spent');
    expect(perDay.slice(0, 4)).toEqual([one, one, [], ['issued', 'issued', 'day-spent']]);
    expect(perDay.slice(4)).toEqual([['issued', 'week-spent', 'week-spent'], none, none]);
  });

  it('gives a session one token a day, whatever its tabs ask for', async () => {
    const one = await session(await person());
    const outcomes = await Promise.all(
      Array.from({ length: 30 }, async () => outcome(issue.issue(one, WEEK, blinded()))),
    );
    expect(outcomes.sort()).toEqual(['issued', ...Array<string>(29).fill('session-has-one')]);
    clock.advance({ hours: 14, minutes: 59 });
    expect(await outcome(issue.issue(one, WEEK, blinded()))).toBe('session-has-one');
    clock.advance({ minutes: 1 });
    expect(await outcome(issue.issue(one, WEEK, blinded()))).toBe('issued');
    expect(await issuedTo(one.personId)).toBe(2);
  });

  it('answers a repeated request with the same signature and counts it once', async () => {
    const one = await session(await person());
    const message = blinded();
    const signatures = await Promise.all(
      Array.from({ length: 10 }, async () => issue.issue(one, WEEK, message)),
    );
    expect(new Set(signatures.map(({ signature }) => signature?.toString('hex'))).size).toBe(1);
    expect(await issuedTo(one.personId)).toBe(1);
  });

  it('leaves a session free for Monday when the week is spent', async () => {
    clock.moveTo('2026-03-06T09:00:00+08:00');
    const personId = await person();
    await database.dataSource.query(`INSERT INTO token_issuance VALUES ($1, $2, 5)`, [WEEK, personId]);
    const one = await session(personId);
    const message = blinded();
    expect(await outcome(issue.issue(one, WEEK, message))).toBe('week-spent');
    // A claim that outlived its refusal would let the repetition through.
    expect(await outcome(issue.issue(one, WEEK, message))).toBe('week-spent');
    expect(await issuedTo(personId)).toBe(5);
  });

  it('issues for the present week only and takes nothing that RSA is not defined for', async () => {
    const one = await session(await person());
    expect(await outcome(issue.issue(one, '2026-W09', blinded()))).toBe('anonymity.week-over');
    expect(await outcome(issue.issue(one, '2026-W11', blinded()))).toBe('anonymity.week-over');
    expect(await outcome(issue.issue(one, WEEK, Buffer.alloc(256, 0xff)))).toBe('request.invalid');
    expect(await outcome(issue.issue(one, WEEK, blinded().subarray(1)))).toBe('request.invalid');
    expect(await issuedTo(one.personId)).toBe(0);
    clock.moveTo('2026-03-09T00:00:00+08:00');
    expect(await outcome(issue.issue(one, '2026-W11', blinded()))).toBe('anonymity.key-missing');
  });

  it('tells how many people have had a token since the last release, never more than that, and no names', async () => {
    const [first, second] = await Promise.all([session(await person()), session(await person())]);
    await issue.issue(first, WEEK, blinded());
    await issue.issue(second, WEEK, blinded());
    await issue.issue(await session(first.personId), WEEK, blinded());
    const holders = async (): Promise<unknown> =>
      database.dataSource.query(`SELECT token_holders_since_release() AS people`);
    expect(await holders()).toEqual([{ people: 2 }]);
    expect(await crowd.sinceRelease()).toBeNull();
    for (let i = 0; i < 3; i++) await issue.issue(await session(await person()), WEEK, blinded());
    expect(await crowd.sinceRelease()).toBe(5);
    await database.dataSource.query(`SELECT forget_token_holders()`);
    expect(await holders()).toEqual([{ people: 0 }]);
    // Whoever had a token before, this very week, does not count any more.
    expect(await crowd.sinceRelease()).toBeNull();
  });

  it('counts in public when a week is over, and forgets who they were when the tokens are worth nothing', async () => {
    clock.moveTo('2026-03-06T09:00:00+08:00');
    for (let i = 0; i < 4; i++) await issue.issue(await session(await person()), WEEK, blinded());
    const fifth = await person();
    await issue.issue(await session(fifth), WEEK, blinded());
    await issue.issue(await session(fifth), WEEK, blinded());
    // Whoever looked twice would have seen somebody sign in.
    expect(await counts.shown()).toEqual([]);

    const clearUp = async (): Promise<number> => {
      await unitOfWork.run({ kind: 'system', name: 'test' }, housekeepAnonymity);
      return (await unitOfWork.read(`SELECT 1 FROM token_issuance`)).length;
    };
    clock.moveTo('2026-03-22T23:00:00+08:00');
    expect(await clearUp()).toBe(5);
    clock.moveTo('2026-03-23T01:00:00+08:00');
    expect(await clearUp()).toBe(0);
    expect(await clearUp()).toBe(0);
    // The intake says when it has published the tokens of the week.
    await database.dataSource.query(
      `INSERT INTO intake.held_tokens (published_before, key_week, sealed) VALUES ('2026-W11', '2026-W13', '')`,
    );
    expect(await counts.shown()).toEqual([{ week: WEEK, issued: 6, people: 5, redeemed: 0 }]);
  });
});

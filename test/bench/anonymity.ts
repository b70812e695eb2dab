import Table from 'cli-table3';
import { randomBytes } from 'node:crypto';
import { benchAnonymityClient } from './anonymity-client.js';
import { benchAnonymityClientSize } from './anonymity-client-size.js';
import { benchFlood } from './anonymity-flood.js';
import { benchIntakeHttp } from './anonymity-http.js';
import { benchIntake } from './anonymity-intake.js';
import { httpCaller, measure, type Shot } from './load.js';
import { Stage } from './stage.js';

const PEOPLE = 60_000;
const SECONDS = 5;
const ROUNDS = 3;

/** Session cookie of the so-manieth session. */
const cookieOf = (index: number): string => `__Host-huiyin=${String(index).padStart(43, '0')}`;

/** People with an open session each: on a Monday nobody is issued more than one token. */
async function fill(stage: Stage): Promise<void> {
  await stage.pool.query(
    `INSERT INTO person (id, employee_number, name, locale, must_change_password, is_demo, created_at, updated_at, version,
                         head_hash)
     SELECT gen_random_uuid(), 'B' || n, 'Bench', 'en', false, true, now(), now(), 1, decode(repeat('00', 32), 'hex')
       FROM generate_series(1, $1::int) n`,
    [PEOPLE],
  );
  await stage.pool.query(
    `INSERT INTO session (id, token_hash, person_id, is_shared_seat, created_at, last_seen_at, idle_expires_at, expires_at)
     SELECT gen_random_uuid(), sha256(convert_to(lpad((row_number() OVER () - 1)::text, 43, '0'), 'UTF8')), p.id, false,
            now(), now(), now() + interval '8 hours', now() + interval '1 day'
       FROM person p WHERE p.employee_number LIKE 'B%'`,
  );
  await stage.pool.query('VACUUM ANALYZE person, session');
}

/**
 * `npm run bench -- anonymity`: tokens issued over HTTP with their durable count in PostgreSQL; tickets accepted by the
 * intake, alone and through HTTP; named users while it is flooded; and the browser's part with a throttled processor.
 */
export async function benchAnonymity(): Promise<void> {
  await benchIssue();
  await benchIntake();
  await benchIntakeHttp();
  await benchFlood();
  await benchAnonymityClient();
  await benchAnonymityClientSize();
}

async function benchIssue(): Promise<void> {
  await using stage = await Stage.set();
  await fill(stage);
  const { baseUrl } = await stage.startHuiyin();
  const log = (await (await fetch(`${baseUrl}/api/v1/anonymity/keys`)).json()) as { presentWeek: string };
  let asked = 0;
  const shot = (): Shot => ({
    method: 'POST',
    path: '/api/v1/anonymity/tokens',
    headers: { 'content-type': 'application/json', cookie: cookieOf(asked++) },
    body: JSON.stringify({
      week: log.presentWeek,
      // As random as a blinded message is, and smaller than any modulus.
      blinded: Buffer.concat([Buffer.of(0x7f), randomBytes(255)]).toString('base64url'),
    }),
  });
  const table = new Table({
    head: ['tokens issued', 'connections', 'per second', 'p50 ms', 'p99 ms'],
    colAligns: ['left', 'right', 'right', 'right', 'right'],
    style: { head: [], border: [] },
  });
  const caller = httpCaller(baseUrl, 16, 200, shot);
  await measure(16, 2, caller);
  for (let round = 1; round <= ROUNDS; round++) {
    const { perSecond, p50, p99 } = await measure(16, SECONDS, caller);
    table.push([`round ${round}`, 16, perSecond.toFixed(0), p50.toFixed(1), p99.toFixed(1)]);
  }
  console.log(table.toString());
  const { rows } = await stage.pool.query<{ issued: number }>(
    `SELECT coalesce(sum(issued), 0)::int AS issued FROM token_issuance`,
  );
  console.log(`${asked} asked for, ${rows[0]?.issued ?? 0} counted`);
  if (rows[0]?.issued !== asked) throw new Error('A request was answered without a token.');
}

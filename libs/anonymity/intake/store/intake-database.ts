import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { IsoWeek } from '../../domain/iso-week.js';
import type { KeyKind } from '../../domain/protocol.js';
import { tokenDigest } from '../../token/token-verifier.js';
import type { FollowUpPayload } from '../follow-up-payload.js';
import type { ReleasedAuthor, ReleasedStep } from '../known-authors.js';
import type { WaitingHead } from '../pool.js';
import type { ReleasePlan } from '../release-window.js';
import type { RedeemedToken, TokenSafe } from '../token-safe.js';
import type { TicketPayload } from '../ticket-payload.js';
import { countAlarm, HeldTokens } from './held-tokens.js';

export interface ReadyTicket {
  readonly head: WaitingHead & { readonly token: NonNullable<WaitingHead['token']> };
  readonly ticket: TicketPayload;
  readonly sealKey: Buffer;
  readonly tagKey: Buffer;
  /** WebP; one that could not be read is missing. */
  readonly pictures: readonly Buffer[];
}

export interface ReadyFollowUp {
  readonly head: WaitingHead;
  readonly step: FollowUpPayload;
}

export interface Batch {
  /** Date in Chinese time. */
  readonly date: string;
  /** In the order in which they are written down. */
  readonly tickets: readonly ReadyTicket[];
  readonly followUps: readonly ReadyFollowUp[];
  readonly alarms: ReadonlyMap<string, number>;
}

export interface ToldKey {
  readonly kind: KeyKind;
  readonly week: IsoWeek;
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Buffer;
}

export interface ToldDepartment {
  readonly id: string;
  readonly isActive: boolean;
  readonly mayBeNamed: boolean;
}

/** The role must not be used; the message says what to set. */
export class RoleFault extends Error {
  override readonly name = 'RoleFault';
}

/** Settings with which no statement of the intake, and nothing that fails in one, reaches a log. */
const QUIET = {
  log_statement: 'none',
  log_min_error_statement: 'panic',
  log_min_duration_statement: '-1',
  log_min_duration_sample: '-1',
  log_transaction_sample_rate: '0',
  'auto_explain.log_min_duration': '-1',
  'pgaudit.log': 'none',
} as const;

/** Handed-over texts that the tickets have long had their own copy of. */
const KEPT_DAYS = 90;
/**
 * After so many days without a step a key is forgotten: its token has long been of a week that is over, and every clock of
 * its ticket has run out. What the intake has in mind thus grows with a year, not with history.
 */
const REMEMBERED_DAYS = 400;

const base64url = (column: string): string => `translate(encode(${column}, 'base64'), E'+/=\\n', '-_')`;

/** The intake's own role and schema; nothing of the identified side but two views, four functions and a number. */
export class IntakeDatabase {
  private readonly pool: pg.Pool;
  private readonly tokens: HeldTokens;

  constructor(databaseUrl: string, safe: TokenSafe) {
    this.tokens = new HeldTokens(safe);
    this.pool = new pg.Pool({
      connectionString: databaseUrl,
      max: 2,
      application_name: 'huiyin-intake',
      connectionTimeoutMillis: 5_000,
      idleTimeoutMillis: 10_000,
      statement_timeout: 60_000,
      idle_in_transaction_session_timeout: 60_000,
    });
    // A connection that ends while it rests is no news; whoever needs the next one learns of it.
    this.pool.on('error', () => undefined);
  }

  /** @throws RoleFault when this role sees more than it should, or its statements are logged */
  async refuseWrongRole(): Promise<void> {
    const { rows } = await this.pool.query<{ isTooPowerful: boolean; logging: string[] }>(
      `SELECT (SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user)
              OR EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                          WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('intake', 'pg_catalog', 'information_schema')
                            AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT'))
                AS "isTooPowerful",
              -- What a server does not know, as extensions that are not there, logs nothing.
              ARRAY(SELECT name || ' = ' || quiet FROM unnest($1::text[], $2::text[]) AS wanted (name, quiet)
                     WHERE coalesce(nullif(current_setting(name, true), ''), quiet) <> quiet) AS logging`,
      [Object.keys(QUIET), Object.values(QUIET)],
    );
    if (rows[0]?.isTooPowerful) {
      throw new RoleFault(
        'The role of INTAKE_DATABASE_URL can read more than the schema of the intake: give the intake a role of its own, see docs/adr/0010.',
      );
    }
    const logging = rows[0]?.logging ?? [];
    if (logging.length > 0) {
      throw new RoleFault(
        `The server logs statements of the intake: set ${logging.join(', ')} for its role, see docs/adr/0010.`,
      );
    }
  }

  /** Tells the other side by which rule this process releases. */
  async tellRule(plan: ReleasePlan, least: number): Promise<void> {
    const [minute, seconds] = plan.kind === 'daily' ? [plan.minute, null] : [null, plan.seconds];
    await this.pool.query(
      `INSERT INTO intake.release_rule (daily_minute, interval_seconds, least_employees) VALUES ($1, $2, $3)
       ON CONFLICT (is_only) DO UPDATE SET daily_minute = $1, interval_seconds = $2, least_employees = $3`,
      [minute, seconds, least],
    );
  }

  async toldKeys(): Promise<ToldKey[]> {
    return (await this.pool.query<ToldKey>(`SELECT kind, week, spki FROM intake.told_key`)).rows;
  }

  async toldDepartments(): Promise<ToldDepartment[]> {
    const sql = `SELECT id, is_active AS "isActive", may_be_named AS "mayBeNamed" FROM intake.told_department`;
    return (await this.pool.query<ToldDepartment>(sql)).rows;
  }

  /**
   * False when this week has a key of this kind already.
   * @param signature of an envelope key: both become known at once, for without it nobody can use the key
   */
  async publishKey(
    kind: KeyKind,
    week: IsoWeek,
    spki: Buffer,
    signature: Buffer | null = null,
  ): Promise<boolean> {
    const sql = `SELECT CASE WHEN publish_intake_key($1, $2, $3)
                             THEN $4::bytea IS NULL OR sign_intake_key($2, $4) ELSE false END AS published`;
    const { rows } = await this.pool.query<{ published: boolean }>(sql, [kind, week, spki, signature]);
    return rows[0]?.published === true;
  }

  /** False when the envelope key of this week is signed already, and otherwise. */
  async signKey(week: IsoWeek, signature: Buffer): Promise<boolean> {
    const sql = `SELECT sign_intake_key($1, $2) AS signed`;
    const { rows } = await this.pool.query<{ signed: boolean }>(sql, [week, signature]);
    return rows[0]?.signed === true;
  }

  async releasedAuthors(): Promise<ReleasedAuthor[]> {
    const tickets = await this.pool.query<Omit<ReleasedAuthor, 'steps'>>(
      `SELECT ${base64url('author_key')} AS "authorKey", ${base64url('content_hash')} AS "contentHash",
              released_on::text AS slot FROM intake.released_ticket`,
    );
    const steps = await this.pool.query<ReleasedStep & { authorKey: string }>(
      `SELECT ${base64url('author_key')} AS "authorKey", sequence, ${base64url('content_hash')} AS "contentHash",
              released_on::text AS slot FROM intake.released_follow_up`,
    );
    const byAuthor = Map.groupBy(steps.rows, ({ authorKey }) => authorKey);
    return tickets.rows.map((ticket) => ({ ...ticket, steps: byAuthor.get(ticket.authorKey) ?? [] }));
  }

  /**
   * Hands a batch over, in one transaction, unless fewer people than `least` have had a token since the last time. What
   * was handed over before stays as it is, so that a batch may be given again.
   */
  async release(batch: Batch, least: number): Promise<boolean> {
    return this.commit(async (client) => {
      const holders = await client.query<{ people: number }>(
        `SELECT token_holders_since_release() AS people`,
      );
      if ((holders.rows[0]?.people ?? 0) < least) return false;
      await write(client, batch, this.tokens);
      return true;
    });
  }

  /** The date of the last release, in Chinese time; null before the first. */
  async lastRelease(): Promise<string | null> {
    const sql = `SELECT max(released_on)::text AS date FROM intake.release_day`;
    return (await this.pool.query<{ date: string | null }>(sql)).rows[0]?.date ?? null;
  }

  /** Publishes the redeemed tokens of weeks before `first`; does nothing when that has been done. */
  async publishTokens(date: string, first: IsoWeek): Promise<void> {
    await this.commit(async (client) => {
      await this.tokens.publish(client, date, first);
      return true;
    });
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  /** Everything that `work` writes, or nothing when it answers false. */
  private async commit(work: (client: pg.PoolClient) => Promise<boolean>): Promise<boolean> {
    const client = await this.pool.connect();
    let isBroken = true;
    try {
      await client.query('BEGIN');
      const isGood = await work(client);
      await client.query(isGood ? 'COMMIT' : 'ROLLBACK');
      isBroken = false;
      if (isGood) this.tokens.committed();
      return isGood;
    } finally {
      // What became of an unfinished transaction is not known here; the connection goes, and the next attempt looks.
      client.release(isBroken);
    }
  }
}

async function write(
  client: pg.PoolClient,
  { date, tickets, followUps, alarms }: Batch,
  held: HeldTokens,
): Promise<void> {
  const redeemed: RedeemedToken[] = [];
  for (const ticket of tickets) {
    if (await writeTicket(client, date, ticket)) redeemed.push(tokenOf(ticket.head));
  }
  await held.add(client, date, redeemed);
  for (const { head, step } of followUps) {
    await client.query(
      `INSERT INTO intake.released_follow_up (id, released_on, author_key, sequence, content_hash, payload)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (author_key, sequence) DO NOTHING`,
      [randomUUID(), date, bytes(head.authorKey), head.sequence, bytes(head.contentHash), step],
    );
  }
  await client.query(
    `INSERT INTO intake.release_day AS d (released_on, tickets, follow_ups) VALUES ($1, $2, $3)
     ON CONFLICT (released_on) DO UPDATE
       SET tickets = d.tickets + excluded.tickets, follow_ups = d.follow_ups + excluded.follow_ups`,
    [date, tickets.length, followUps.length],
  );
  for (const [kind, count] of alarms) await countAlarm(client, date, kind, count);
  const old = [date, KEPT_DAYS];
  await client.query(
    `DELETE FROM intake.released_picture p USING intake.released_ticket t
      WHERE t.id = p.ticket_id AND t.released_on < $1::date - $2::int`,
    old,
  );
  for (const table of ['released_ticket', 'released_follow_up']) {
    await client.query(
      `UPDATE intake.${table} SET payload = NULL WHERE payload IS NOT NULL AND released_on < $1::date - $2::int`,
      old,
    );
  }
  await forgetSilent(client, date);
  await client.query(`SELECT forget_token_holders()`);
}

async function forgetSilent(client: pg.PoolClient, date: string): Promise<void> {
  const silent = `t.released_on < $1::date - $2::int AND NOT EXISTS (
    SELECT 1 FROM intake.released_follow_up s WHERE s.author_key = t.author_key AND s.released_on >= $1::date - $2::int)`;
  const since = [date, REMEMBERED_DAYS];
  await client.query(
    `DELETE FROM intake.released_follow_up f USING intake.released_ticket t
      WHERE f.author_key = t.author_key AND ${silent}`,
    since,
  );
  await client.query(`DELETE FROM intake.released_ticket t WHERE ${silent}`, since);
}

/** False when it was handed over before. */
async function writeTicket(client: pg.PoolClient, date: string, ready: ReadyTicket): Promise<boolean> {
  const { head, ticket, sealKey, tagKey, pictures } = ready;
  const id = randomUUID();
  const { rowCount } = await client.query(
    `INSERT INTO intake.released_ticket
       (id, released_on, author_key, content_hash, seal_key, tag_key, payload)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (author_key) DO NOTHING`,
    [id, date, bytes(head.authorKey), bytes(head.contentHash), sealKey, tagKey, ticket],
  );
  if (rowCount === 0) return false;
  for (const [position, content] of pictures.entries()) {
    await client.query(
      `INSERT INTO intake.released_picture (id, ticket_id, position, content) VALUES ($1, $2, $3, $4)`,
      [randomUUID(), id, position, content],
    );
  }
  return true;
}

/** What is left of a token: its random bytes are forgotten here, and with them the way to the author's key. */
function tokenOf({ authorKey, token: { week, random, signature } }: ReadyTicket['head']): RedeemedToken {
  return {
    week,
    digest: tokenDigest({ week, random: bytes(random) }, bytes(authorKey)),
    signature: bytes(signature),
  };
}

function bytes(text: string): Buffer {
  return Buffer.from(text, 'base64url');
}

import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';

/*
 * The floor that Huiyin is compared with: the statements that it sends for the same work, in the same order, written
 * by hand without any framework. Whoever changes what a submission writes changes it here too; the run compares the
 * rows that both leave behind and stops when they differ.
 */

const SESSION = `SELECT s.id, s.person_id AS "personId", s.is_shared_seat AS "isSharedSeat", s.last_seen_at AS "lastSeenAt",
    s.expires_at AS "expiresAt", p.roles, p.locale, p.must_change_password AS "mustChangePassword"
  FROM session s JOIN person p ON p.id = s.person_id
 WHERE s.token_hash = $1 AND s.idle_expires_at > $2 AND s.expires_at > $2 AND p.is_active`;

export interface Submission {
  readonly departmentId: string;
  readonly title: string;
  readonly body: string;
  readonly key: string;
}

export async function findPerson(pool: pg.Pool, token: string): Promise<string> {
  const hash = createHash('sha256').update(token).digest();
  const { rows } = await pool.query<{ personId: string }>(SESSION, [hash, new Date()]);
  const personId = rows[0]?.personId;
  if (personId === undefined) throw new Error('no session');
  return personId;
}

export async function submit(pool: pg.Pool, personId: string, wish: Submission): Promise<object> {
  const fingerprint = createHash('sha256').update(JSON.stringify(wish)).digest();
  await pool.query(`SELECT fingerprint, result FROM idempotency_key WHERE person_id = $1 AND key = $2`, [
    personId,
    wish.key,
  ]);
  const client = await pool.connect();
  try {
    await client.query('START TRANSACTION');
    const now = new Date();
    const { rows } = await client.query<{ number: string }>(
      `SELECT nextval('ticket_number')::text AS number, site_id FROM department WHERE id = $1 AND is_active`,
      [wish.departmentId],
    );
    const number = `HY-${rows[0]?.number ?? ''}`;
    const ticketId = randomUUID();
    const dueAt = new Date(now.getTime() + 86_400_000);
    const calendarId = randomUUID();
    const actor = { kind: 'person', personId };
    const clocks = ['acknowledge', 'answer'].map((leg) => {
      const started = { ticketId, leg, round: 1, targetSeconds: 27_000, policyVersion: 1, calendarId, dueAt };
      const hash = createHash('sha256').update(randomBytes(32)).update(JSON.stringify(started)).digest();
      return { id: randomUUID(), leg, started, hash };
    });
    await client.query(
      `INSERT INTO event (stream_type, stream_id, version, type, data, actor, at, hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8), ($9, $10, $11, $12, $13, $14, $15, $16)`,
      clocks.flatMap(({ id, started, hash }) => ['clock', id, 1, 'clock.started', started, actor, now, hash]),
    );
    await client.query(
      `INSERT INTO clock (id, ticket_id, leg, round, state, policy_version, calendar_id, calendar_version, target_seconds,
                          started_at, due_at, next_step_at, version, chain_hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14),
              ($15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28)`,
      clocks.flatMap(({ id, leg, hash }) => {
        return [id, ticketId, leg, 1, 'running', 1, calendarId, 1, 27_000, now, dueAt, dueAt, 1, hash];
      }),
    );
    const data = { number, kind: 'problem', urgency: 'ordinary', departmentId: wish.departmentId };
    const hash = createHash('sha256').update(randomBytes(32)).update(JSON.stringify(data)).digest();
    await client.query(
      `INSERT INTO event (stream_type, stream_id, version, type, data, actor, at, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      ['ticket', ticketId, 1, 'ticket.submitted', data, actor, now, hash],
    );
    await client.query(
      `INSERT INTO ticket (id, number, kind, urgency, title, body, author_kind, author_person_id, author_public_key,
                           state, department_id, may_publish_wording, submitted_at, due_at, due_leg, version, chain_hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
      [
        ticketId,
        number,
        'problem',
        'ordinary',
        wish.title,
        wish.body,
        'named',
        personId,
        null,
        'open',
        wish.departmentId,
        true,
        now,
        dueAt,
        'answer',
        1,
        hash,
      ],
    );
    const result = { id: ticketId, number, version: 1, state: 'open', dueAt: dueAt.toISOString() };
    await client.query(
      `INSERT INTO idempotency_key (person_id, key, fingerprint, result, created_at) VALUES ($1, $2, $3, $4, $5)`,
      [personId, wish.key, fingerprint, JSON.stringify(result), now],
    );
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

const BOARD = `SELECT t.id, t.number, t.kind, t.department_id,
  CASE WHEN t.may_publish_wording THEN t.title END AS title,
  CASE WHEN t.may_publish_wording THEN t.body END AS body,
  t.publication_summary AS summary, a.text AS answer, a.tier, a.answered_at, a.amended_at, t.published_at,
  CASE WHEN t.outcome IN ('resolved', 'unresolved', 'unconfirmed') THEN t.outcome END AS outcome,
  1 + (SELECT count(*)::int FROM answer c WHERE c.source_answer_id = a.id) AS concerns
  FROM ticket t CROSS JOIN LATERAL
  (SELECT * FROM answer a WHERE a.ticket_id = t.id ORDER BY a.round DESC LIMIT 1) a
 WHERE t.published_at IS NOT NULL ORDER BY t.published_at DESC, t.id DESC LIMIT $1`;

/** The newest 25 published answers. */
export async function board(pool: pg.Pool): Promise<object> {
  const { rows } = await pool.query(BOARD, [26]);
  return { items: rows.slice(0, 25), nextCursor: null };
}

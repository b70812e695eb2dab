import { ClockExplanations } from '@huiyin/sla';
import { dueDifferences } from '@huiyin/ticket';
import type { SimulatedCentre } from '../centre.js';

interface Truth {
  /** Finds where it is not so; $1 is now. */
  readonly find: string;
  /** Makes it untrue, and is taken back afterwards. */
  readonly spoil: string;
}

const A_STEP = `SELECT * FROM event WHERE type = 'clock.step-reached' ORDER BY position DESC LIMIT 1`;
/** The newest step once more, told otherwise. */
const anotherStep = (at: string): string => `
  INSERT INTO event (xid, stream_type, stream_id, version, type, data, actor, at, hash)
  SELECT xid, stream_type, stream_id, version + 1000, type, data, actor, ${at}, hash FROM (${A_STEP}) step`;
const some = (table: string, where: string): string =>
  `id = (SELECT id FROM ${table} WHERE ${where} ORDER BY id LIMIT 1)`;

/** What must be true after every day. */
const TRUTHS: Readonly<Record<string, Truth>> = {
  'every clock goes forward': {
    find: `
      SELECT id::text FROM clock c
       WHERE due_at <= started_at OR target_seconds <= 0 OR stopped_at < started_at OR paused_at < started_at
          OR breached_at < started_at OR elapsed_seconds < 0 OR (state = 'stopped') <> (elapsed_seconds IS NOT NULL)
          OR EXISTS (SELECT 1 FROM jsonb_array_elements(pauses) p
                      WHERE (p->>'from')::timestamptz > (p->>'to')::timestamptz
                         OR (p->>'from')::timestamptz < started_at)`,
    spoil: `UPDATE clock SET due_at = started_at WHERE ${some('clock', `state = 'running'`)}`,
  },
  'a result is late exactly when its clock was breached': {
    find: `
      SELECT c.id::text FROM clock c JOIN event e ON e.stream_id = c.id AND e.type = 'clock.stopped'
       WHERE (e.data->>'onTime')::boolean <> (c.breached_at IS NULL)`,
    spoil: `UPDATE clock SET breached_at = NULL WHERE ${some('clock', `state = 'stopped' AND breached_at IS NOT NULL`)}`,
  },
  'every open ticket has one owner': {
    find: `
      SELECT t.id::text FROM ticket t JOIN department d ON d.id = t.department_id
         LEFT JOIN person head ON head.id = d.head_id LEFT JOIN person leader ON leader.id = t.leader_id
       WHERE t.state <> 'closed'
         AND CASE WHEN t.state = 'escalated' THEN leader.is_active IS NOT TRUE
                  ELSE NOT d.is_active OR head.is_active IS NOT TRUE END`,
    spoil: `
      UPDATE department SET head_id = NULL
       WHERE id = (SELECT department_id FROM ticket WHERE state = 'open' ORDER BY id LIMIT 1)`,
  },
  'every open ticket has a clock, a closed one has none': {
    find: `
      SELECT t.id::text FROM ticket t
       WHERE (t.state = 'closed') = EXISTS (SELECT 1 FROM clock c WHERE c.ticket_id = t.id AND c.state <> 'stopped')`,
    spoil: `DELETE FROM clock WHERE ticket_id = (SELECT id FROM ticket WHERE state = 'open' ORDER BY id LIMIT 1)`,
  },
  'a clock stands still exactly while the author is asked': {
    find: `
      SELECT t.id::text FROM ticket t
       WHERE t.awaiting_author <> EXISTS (SELECT 1 FROM clock c WHERE c.ticket_id = t.id AND c.state = 'paused')`,
    spoil: `UPDATE ticket SET awaiting_author = true WHERE ${some('ticket', `state = 'answered'`)}`,
  },
  'no step lies in the future': {
    find: `SELECT stream_id::text FROM event WHERE stream_type = 'clock' AND at > $1`,
    spoil: anotherStep(`'2099-01-01'::timestamptz`),
  },
  'nothing that has come is left lying': {
    find: `
      SELECT id::text FROM clock WHERE next_step_at <= $1
      UNION ALL SELECT id::text FROM clock WHERE leg = 'confirmation' AND state = 'running' AND due_at <= $1`,
    spoil: `UPDATE clock SET next_step_at = started_at WHERE ${some('clock', `state = 'running'`)}`,
  },
  'no step was recorded twice for one date': {
    find: `
      SELECT min(stream_id::text) FROM event WHERE type = 'clock.step-reached'
       GROUP BY stream_id, data->>'kind', data->>'dueAt' HAVING count(*) > 1`,
    spoil: anotherStep('at'),
  },
  'nothing overdue stays on a desk of its own after its last step': {
    find: `
      SELECT t.id::text FROM ticket t JOIN clock c ON c.ticket_id = t.id AND c.leg = 'answer' AND c.state = 'running'
       WHERE t.state = 'open' AND t.merged_into_id IS NULL AND c.round = t.round AND c.next_step_at IS NULL`,
    spoil: `
      UPDATE clock SET next_step_at = NULL WHERE leg = 'answer' AND state = 'running'
         AND ticket_id = (SELECT t.id FROM ticket t JOIN clock c ON c.ticket_id = t.id AND c.leg = 'answer' AND c.state = 'running'
                           WHERE t.state = 'open' AND t.merged_into_id IS NULL ORDER BY t.id LIMIT 1)`,
  },
};

export const TRUTH_COUNT = Object.keys(TRUTHS).length;

class TakenBack extends Error {}

/** Truths whose loss would not be found: each is made untrue for a moment. */
export async function blindTruths(centre: SimulatedCentre): Promise<string[]> {
  const blind: string[] = [];
  for (const [truth, { find, spoil }] of Object.entries(TRUTHS)) {
    const attempt = centre.unitOfWork.run({ kind: 'system', name: 'simulation' }, async (tx) => {
      await tx.execute(spoil);
      const rows = await tx.rows(asked(find), [tx.now]);
      if (rows.length === 0) blind.push(truth);
      throw new TakenBack();
    });
    await attempt.catch((error: unknown) => {
      if (!(error instanceof TakenBack)) throw error;
    });
  }
  return blind;
}

/** At most a few places, and $1 has its type also where the question does not need it. */
function asked(find: string): string {
  return `SELECT id FROM (${find}) AS found (id) WHERE $1::timestamptz IS NOT NULL LIMIT 5`;
}

/** How many clocks are explained each day. */
const EXPLAINED = 20;

/** Sentences about what is not true today. */
export async function untruths(centre: SimulatedCentre): Promise<string[]> {
  const { unitOfWork } = centre;
  const now = centre.clock.now();
  const found: string[] = [];
  for (const [truth, { find }] of Object.entries(TRUTHS)) {
    const rows = await unitOfWork.read<{ id: string }>(asked(find), [now]);
    found.push(...rows.map(({ id }) => `${now.toISOString()}: not so for ${id}: ${truth}`));
  }
  for (const { ticketId, stored, counted } of await dueDifferences(unitOfWork))
    found.push(`${now.toISOString()}: ticket ${ticketId} shows ${stored}, its clock ${counted}`);
  found.push(...(await oddExplanations(centre)));
  return found;
}

/** The spans of an explanation add up to the target, and what is left is never more than that. */
async function oddExplanations(centre: SimulatedCentre): Promise<string[]> {
  const tickets = await centre.unitOfWork.read<{ id: string }>(
    `SELECT id FROM ticket WHERE state <> 'closed' ORDER BY md5(id::text || $1::text) LIMIT ${EXPLAINED}`,
    [centre.clock.now()],
  );
  const found: string[] = [];
  for (const { id } of tickets) {
    for (const clock of await centre.get(ClockExplanations).explain(id)) {
      const counted = clock.spans.reduce((sum, span) => sum + span.seconds, 0);
      const name = `${id} ${clock.leg} ${clock.round}`;
      if (clock.state !== 'paused' && counted !== clock.targetSeconds)
        found.push(`${name}: ${counted} seconds explained, ${clock.targetSeconds} promised`);
      if (clock.secondsLeft !== null && clock.secondsLeft > clock.targetSeconds)
        found.push(`${name}: more is left than was promised`);
    }
  }
  return found;
}

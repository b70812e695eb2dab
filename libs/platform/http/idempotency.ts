import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../events/canonical-json.js';
import type { Tx } from '../database/tx.js';
import { UnitOfWork, violatedConstraint } from '../database/unit-of-work.js';
import { platformRefusals } from '../problems/platform-refusals.js';

export interface Intention {
  readonly personId: string;
  /** Chosen by the client, new for each intention; null when the caller asked for no protection. */
  readonly key: string | null;
  /** Route and body: the same key with another request is refused. */
  readonly request: Json;
}

interface StoredResult {
  fingerprint: Buffer;
  result: Json;
}

function fingerprintOf(request: Json): Buffer {
  return createHash('sha256').update(canonicalJson(request)).digest();
}

function answerOf(stored: StoredResult, fingerprint: Buffer): Json {
  if (!stored.fingerprint.equals(fingerprint))
    throw platformRefusals.refuse('request.idempotency-key-reused');
  return stored.result;
}

/**
 * Runs `work` once for each (person, key). The record is written in the work's own transaction, so a crash leaves
 * both or neither; a repetition, also one at the same moment, answers what the first one answered.
 */
export async function runOnce<Result extends Json>(
  unitOfWork: UnitOfWork,
  intention: Intention,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  const { key, personId } = intention;
  const actor = { kind: 'person', personId } as const;
  if (key === null) return unitOfWork.run(actor, work);
  const fingerprint = fingerprintOf(intention.request);
  const stored = async (): Promise<StoredResult | undefined> =>
    (
      await unitOfWork.read<StoredResult>(
        `SELECT fingerprint, result FROM idempotency_key WHERE person_id = $1 AND key = $2`,
        [personId, key],
      )
    )[0];
  const earlier = await stored();
  if (earlier) return answerOf(earlier, fingerprint) as Result;
  try {
    return await unitOfWork.run(actor, async (tx) => {
      const result = await work(tx);
      await tx.execute(
        `INSERT INTO idempotency_key (person_id, key, fingerprint, result, created_at) VALUES ($1, $2, $3, $4, $5)`,
        [personId, key, fingerprint, JSON.stringify(result), tx.now],
      );
      return result;
    });
  } catch (error) {
    // A twin of this request may have committed first: then its answer, and not our refusal, is the truth.
    const winner = await stored();
    if (winner) return answerOf(winner, fingerprint) as Result;
    if (violatedConstraint(error) === 'idempotency_key_pkey') {
      throw platformRefusals.refuse('service.unavailable');
    }
    throw error;
  }
}

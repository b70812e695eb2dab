import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Tx } from '@huiyin/platform';
import { identityRefusals } from '../identity-refusals.js';
import {
  ADDRESS,
  filled,
  KNOWN_DEVICE,
  NUMBER_AT_ADDRESS,
  secondsToWait,
  type Bucket,
  type BucketRule,
} from './sign-in-throttle.policy.js';
import { sourceOf } from './source-address.js';

/** Who tries to sign in, from where. */
export interface Attempt {
  readonly employeeNumber: string;
  readonly address: string;
  /** Set when this browser has a token of an earlier sign-in of this very person. */
  readonly knownDeviceHash: Buffer | null;
}

interface KeyedRule {
  readonly key: Buffer;
  readonly rule: BucketRule;
  /** Emptied by a success; otherwise a success takes back only its own attempt. */
  readonly isPersonal: boolean;
}

function keyed(rule: BucketRule, isPersonal: boolean, ...parts: readonly string[]): KeyedRule {
  return { key: createHash('sha256').update(JSON.stringify(parts)).digest(), rule, isPersonal };
}

function bucketsOf(attempt: Attempt): KeyedRule[] {
  const { employeeNumber, knownDeviceHash } = attempt;
  if (knownDeviceHash) {
    return [keyed(KNOWN_DEVICE, true, 'device', knownDeviceHash.toString('hex'), employeeNumber)];
  }
  const source = sourceOf(attempt.address);
  return [
    keyed(NUMBER_AT_ADDRESS, true, 'number', employeeNumber, source),
    keyed(ADDRESS, false, 'address', source),
  ];
}

/** Remembers failed sign-ins in the database, so that a restart forgives nobody. */
@Injectable()
export class SignInThrottle {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Counts an attempt before it is judged, so that many at once are not all heard; refuses one that must wait. */
  async admit(attempt: Attempt): Promise<void> {
    await this.unitOfWork.run({ kind: 'system', name: 'sign-in' }, async (tx) => {
      for (const { key, rule } of bucketsOf(attempt)) await this.fill(tx, key, rule);
    });
  }

  /** A success shows that the failures before it were slips. */
  async forgive(tx: Tx, attempt: Attempt): Promise<void> {
    for (const { key, isPersonal } of bucketsOf(attempt)) {
      if (isPersonal) await tx.execute(`DELETE FROM sign_in_bucket WHERE key = $1`, [key]);
      else await tx.execute(`UPDATE sign_in_bucket SET level = greatest(0, level - 1) WHERE key = $1`, [key]);
    }
  }

  private async fill(tx: Tx, key: Buffer, rule: BucketRule): Promise<void> {
    await tx.execute(
      `INSERT INTO sign_in_bucket (key, level, filled_at, blocked_until) VALUES ($1, 0, $2, $2) ON CONFLICT DO NOTHING`,
      [key, tx.now],
    );
    const bucket = await tx.row<Bucket>(
      `SELECT level, filled_at AS "filledAt", blocked_until AS "blockedUntil"
         FROM sign_in_bucket WHERE key = $1 FOR UPDATE`,
      [key],
    );
    if (!bucket) throw new Error('The sign-in bucket vanished under its lock.');
    const wait = secondsToWait(bucket, tx.now);
    if (wait > 0) throw identityRefusals.refuse('session.slowed', { retryAfterSeconds: wait });
    const next = filled(bucket, rule, tx.now);
    await tx.execute(
      `UPDATE sign_in_bucket SET level = $2, filled_at = $3, blocked_until = $4 WHERE key = $1`,
      [key, next.level, next.filledAt, next.blockedUntil],
    );
  }
}

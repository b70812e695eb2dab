import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Tx } from '@huiyin/platform';
import type { IsoWeek } from '../domain/iso-week.js';
import type { KeyKind } from '../domain/protocol.js';
import { linkHash, NO_KEY } from './key-link.js';

export interface PublishedKey {
  readonly sequence: number;
  readonly kind: KeyKind;
  readonly week: IsoWeek;
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Buffer;
  readonly hash: Buffer;
  readonly previousHash: Buffer;
  /** Of an envelope key: that of the intake; null before it has signed, and for other kinds. */
  readonly signature: Buffer | null;
}

const KEYS = `SELECT k.sequence, k.kind, k.week, k.spki, k.hash, k.previous_hash AS "previousHash", s.signature
  FROM anonymity_key k LEFT JOIN intake_key_signature s ON k.kind = 'intake-envelope' AND s.week = k.week`;

/** The append-only chain of public keys. */
@Injectable()
export class KeyLog {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Every key ever published, oldest first. */
  async all(): Promise<PublishedKey[]> {
    return this.unitOfWork.read<PublishedKey>(`${KEYS} ORDER BY k.sequence`);
  }

  async find(kind: KeyKind, week: IsoWeek): Promise<PublishedKey | null> {
    const [key] = await this.unitOfWork.read<PublishedKey>(`${KEYS} WHERE k.kind = $1 AND k.week = $2`, [
      kind,
      week,
    ]);
    return key ?? null;
  }
}

/**
 * Publishes a key, unless the week has one of its kind already: then false, and the caller throws its own away.
 * Processes that come at the same moment wait for each other.
 */
export async function publishKey(tx: Tx, kind: KeyKind, week: IsoWeek, spki: Uint8Array): Promise<boolean> {
  await tx.execute(`LOCK TABLE anonymity_key IN SHARE ROW EXCLUSIVE MODE`);
  const taken = await tx.row(`SELECT 1 FROM anonymity_key WHERE kind = $1 AND week = $2`, [kind, week]);
  if (taken) return false;
  const last = await tx.row<{ sequence: number; hash: Buffer }>(
    `SELECT sequence, hash FROM anonymity_key ORDER BY sequence DESC LIMIT 1`,
  );
  const sequence = (last?.sequence ?? 0) + 1;
  const previousHash = last?.hash ?? NO_KEY;
  await tx.execute(
    `INSERT INTO anonymity_key (sequence, kind, week, spki, previous_hash, hash) VALUES ($1, $2, $3, $4, $5, $6)`,
    [sequence, kind, week, spki, previousHash, linkHash(previousHash, { sequence, kind, week, spki })],
  );
  return true;
}

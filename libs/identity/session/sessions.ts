import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  newId,
  prepared,
  UnitOfWork,
  type Locale,
  type Principal,
  type Role,
  type Tx,
} from '@huiyin/platform';
import { idleEnd, isWorthNoting, sessionEnd } from './session-rule.js';

export interface OpenedSession {
  readonly id: string;
  /** The only copy: the database keeps its SHA-256. */
  readonly token: string;
  readonly expiresAt: Date;
}

interface SessionRow {
  id: string;
  personId: string;
  isSharedSeat: boolean;
  lastSeenAt: Date;
  expiresAt: Date;
  roles: Role[];
  locale: Locale;
  mustChangePassword: boolean;
}

export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Comes with every request. */
const SESSION = prepared(
  `SELECT s.id, s.person_id AS "personId", s.is_shared_seat AS "isSharedSeat", s.last_seen_at AS "lastSeenAt",
          s.expires_at AS "expiresAt", p.roles, p.locale, p.must_change_password AS "mustChangePassword"
     FROM session s JOIN person p ON p.id = s.person_id
    WHERE s.token_hash = $1 AND s.idle_expires_at > $2 AND s.expires_at > $2 AND p.is_active`,
);

/** Server-side sessions: an opaque token in the browser, a row here. */
@Injectable()
export class Sessions {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Always a fresh token, so that one planted in the browser before sign-in is worth nothing. */
  async open(tx: Tx, personId: string, isSharedSeat: boolean): Promise<OpenedSession> {
    const session = { id: newId(tx.now), token: newToken(), expiresAt: sessionEnd(tx.now, isSharedSeat) };
    await tx.execute(
      `INSERT INTO session (id, token_hash, person_id, is_shared_seat, created_at, last_seen_at, idle_expires_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $5, $6, $7)`,
      [
        session.id,
        tokenHash(session.token),
        personId,
        isSharedSeat,
        tx.now,
        idleEnd(tx.now, isSharedSeat, session.expiresAt),
        session.expiresAt,
      ],
    );
    return session;
  }

  /** The person behind a token, or null. `isActivity` is false for requests that a page makes by itself. */
  async principalOf(token: string, isActivity: boolean): Promise<Principal | null> {
    const now = this.unitOfWork.now();
    const [row] = await this.unitOfWork.read<SessionRow>(SESSION, [tokenHash(token), now]);
    if (!row) return null;
    if (isActivity && isWorthNoting(row.lastSeenAt, now)) {
      await this.unitOfWork.run({ kind: 'person', personId: row.personId }, (tx) =>
        tx.execute(
          `UPDATE session SET last_seen_at = $2, idle_expires_at = $3 WHERE id = $1 AND last_seen_at < $2`,
          [row.id, now, idleEnd(now, row.isSharedSeat, row.expiresAt)],
        ),
      );
    }
    return {
      personId: row.personId,
      sessionId: row.id,
      roles: row.roles,
      locale: row.locale,
      mustChangePassword: row.mustChangePassword,
    };
  }

  async isSharedSeat(sessionId: string): Promise<boolean> {
    const [row] = await this.unitOfWork.read<{ shared: boolean }>(
      `SELECT is_shared_seat AS shared FROM session WHERE id = $1`,
      [sessionId],
    );
    return row?.shared ?? false;
  }

  async close(tx: Tx, sessionId: string): Promise<void> {
    await tx.execute(`DELETE FROM session WHERE id = $1`, [sessionId]);
  }

  /** Ends every session of a person, except one when it is named. */
  async closeAll(tx: Tx, personId: string, exceptSessionId: string | null = null): Promise<void> {
    await tx.execute(`DELETE FROM session WHERE person_id = $1 AND id IS DISTINCT FROM $2::uuid`, [
      personId,
      exceptSessionId,
    ]);
  }
}

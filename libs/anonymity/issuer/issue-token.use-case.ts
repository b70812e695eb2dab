import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { platformRefusals, UnitOfWork, type Principal, type Tx } from '@huiyin/platform';
import { anonymityRefusals } from '../anonymity-refusals.js';
import { chineseDateOf, isoWeekOf, type IsoWeek } from '../domain/iso-week.js';
import { TOKENS_A_WEEK } from '../domain/protocol.js';
import { IssuerKeys } from './issuer-keys.js';

/**
 * What a browser gets. Every browser asks after its first page, so that "not today" is the most common answer and no fault:
 * `session-has-one` until tomorrow, `week-spent` until Monday.
 */
export type Issued =
  | { readonly signature: Buffer; readonly reason: null }
  | { readonly signature: null; readonly reason: 'session-has-one' | 'week-spent' };

/** Ends a transaction that has already claimed the session. */
class WeekSpent extends Error {}

/** Signs what an employee's browser has blinded: once a session and day, and so many times a week. */
@Injectable()
export class IssueToken {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly keys: IssuerKeys,
  ) {}

  /**
   * Asking again with the same blinded message, because an answer was lost, gives the same signature and counts once.
   * @param blinded 256 bytes
   * @throws Refused when the week is not the present one or the message is none that RSA is defined for
   */
  async issue(
    { personId, sessionId }: Pick<Principal, 'personId' | 'sessionId'>,
    week: IsoWeek,
    blinded: Uint8Array,
  ): Promise<Issued> {
    const present = isoWeekOf(this.unitOfWork.now());
    if (week !== present) throw anonymityRefusals.refuse('anonymity.week-over', { week: present });
    const signer = await this.keys.signerOf(week);
    if (!signer) throw anonymityRefusals.refuse('anonymity.key-missing', { week });
    if (!signer.accepts(blinded)) {
      const message = 'must be 256 bytes that are smaller than the modulus of the key';
      throw platformRefusals.refuse('request.invalid', {}, [{ field: 'blinded', rule: 'range', message }]);
    }
    const request = createHash('sha256').update(week).update(blinded).digest();
    try {
      const isCounted = await this.unitOfWork.run({ kind: 'person', personId }, async (tx) =>
        count(tx, { personId, sessionId, week, request }),
      );
      if (!isCounted) return { signature: null, reason: 'session-has-one' };
    } catch (error) {
      if (error instanceof WeekSpent) return { signature: null, reason: 'week-spent' };
      throw error;
    }
    return { signature: signer.sign(blinded), reason: null };
  }
}

interface Request {
  readonly personId: string;
  readonly sessionId: string;
  readonly week: IsoWeek;
  readonly request: Buffer;
}

/** Whether this request is the one of the session's day: counted now, or by its first arrival. */
async function count(tx: Tx, { personId, sessionId, week, request }: Request): Promise<boolean> {
  const done = await tx.row<{ isClaimed: boolean; isCounted: boolean }>(
    `WITH claimed AS (
       UPDATE session SET token_day = $5, token_request = $4
        WHERE id = $2 AND token_day IS DISTINCT FROM $5::date RETURNING id
     ), counted AS (
       INSERT INTO token_issuance AS t (week, person_id, issued) SELECT $3, $1, 1 FROM claimed
       ON CONFLICT (week, person_id) DO UPDATE SET issued = t.issued + 1 WHERE t.issued < $6
       RETURNING 1
     ), held AS (
       INSERT INTO token_holder (person_id) SELECT $1 FROM counted ON CONFLICT DO NOTHING
     )
     SELECT EXISTS (SELECT 1 FROM claimed) AS "isClaimed", EXISTS (SELECT 1 FROM counted) AS "isCounted"`,
    [personId, sessionId, week, request, chineseDateOf(tx.now), TOKENS_A_WEEK],
  );
  if (done?.isCounted) return true;
  // The claim goes with the transaction, so that this session may have a token on Monday.
  if (done?.isClaimed) throw new WeekSpent();
  const same = await tx.row(`SELECT 1 FROM session WHERE id = $1 AND token_request = $2`, [
    sessionId,
    request,
  ]);
  return same !== undefined;
}

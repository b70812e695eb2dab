import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { platformRefusals, prepared, UnitOfWork, type Principal } from '@huiyin/platform';
import { anonymityRefusals } from '../anonymity-refusals.js';
import { chineseDateOf, dayOfWeek, isoWeekOf, type IsoWeek } from '../domain/iso-week.js';
import { TOKENS_A_WEEK } from '../domain/protocol.js';
import { IssuerKeys } from './issuer-keys.js';

/**
 * What a browser gets. Every browser asks after its first page, so that "not today" is the most common answer and no fault:
 * `session-has-one` and `day-spent` until tomorrow, `week-spent` until Monday.
 */
export type Issued =
  | { readonly signature: Buffer; readonly reason: null }
  | { readonly signature: null; readonly reason: 'session-has-one' | 'day-spent' | 'week-spent' };

interface Request {
  readonly personId: string;
  readonly sessionId: string;
  readonly week: IsoWeek;
  readonly request: Buffer;
}

/**
 * One statement and so one transaction, because every browser comes here: whoever comes at the same moment waits for the
 * session's row and then sees it claimed.
 */
const COUNT = prepared(
  `WITH free AS (
     SELECT id FROM session WHERE id = $2 AND token_day IS DISTINCT FROM $5::date FOR UPDATE
   ), counted AS (
     INSERT INTO token_issuance AS t (week, person_id, issued) SELECT $3, $1, 1 FROM free
     ON CONFLICT (week, person_id) DO UPDATE SET issued = t.issued + 1 WHERE t.issued < $6
     RETURNING 1
   ), claimed AS (
     UPDATE session SET token_day = $5, token_request = $4 WHERE id = $2 AND EXISTS (SELECT 1 FROM counted)
   ), held AS (
     INSERT INTO token_holder (person_id) SELECT $1 FROM counted ON CONFLICT DO NOTHING
   )
   SELECT EXISTS (SELECT 1 FROM free) AS "isFree", EXISTS (SELECT 1 FROM counted) AS "isCounted"`,
);

/**
 * Signs what an employee's browser has blinded: once a session and day, one for each day of the week that has come. Whoever
 * signs in often has one left for every day, and days that were missed are made up for.
 */
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
    const reason = await this.count({ personId, sessionId, week, request });
    return reason === null ? { signature: signer.sign(blinded), reason } : { signature: null, reason };
  }

  /** Null when this request is the one of the session's day: counted now, or by its first arrival. */
  private async count({ personId, sessionId, week, request }: Request): Promise<Issued['reason']> {
    const now = this.unitOfWork.now();
    const allowed = Math.min(dayOfWeek(now), TOKENS_A_WEEK);
    const [done] = await this.unitOfWork.read<{ isFree: boolean; isCounted: boolean }>(COUNT, [
      personId,
      sessionId,
      week,
      request,
      chineseDateOf(now),
      allowed,
    ]);
    if (done?.isCounted) return null;
    if (done?.isFree) return allowed < TOKENS_A_WEEK ? 'day-spent' : 'week-spent';
    const [same] = await this.unitOfWork.read(`SELECT 1 FROM session WHERE id = $1 AND token_request = $2`, [
      sessionId,
      request,
    ]);
    return same === undefined ? 'session-has-one' : null;
  }
}

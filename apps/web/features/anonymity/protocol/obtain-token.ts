import { deriveAuthor, newReceipt, type Author } from './author.js';
import type { Bytes } from './bytes.js';
import { issuerKeyOf, KeyAlarm, type CheckedKeyLog, type PublishedKeyLog } from './key-log.js';
import { requestToken, type Token } from './token.js';

/** How to reach the identified side; the browser and the headless clients of tests have one each. */
export interface IssuerTransport {
  readKeys(): Promise<PublishedKeyLog>;
  /** Asking twice with the same message is harmless. Rejects when nothing is issued. */
  issue(request: { week: string; blinded: string }): Promise<{
    blindSignature: string | null;
    reason: 'session-has-one' | 'day-spent' | 'week-spent' | null;
  }>;
}

/** There is none now: this session has had its token of today, or this employee those of the week so far. */
export class NoTokenNow extends Error {
  override readonly name = 'NoTokenNow';
  constructor(readonly reason: 'session-has-one' | 'day-spent' | 'week-spent') {
    super(reason);
  }
}

/** What a browser holds in memory for its user, whether or not it is ever used. */
export interface Eligibility {
  readonly receipt: Bytes;
  readonly author: Author;
  readonly token: Token;
}

/**
 * What every browser does after the first page of a login-day.
 * @throws NoTokenNow, KeyAlarm, BrowserTooOld, and whatever the transport rejects with
 */
export async function obtainToken(
  transport: Pick<IssuerTransport, 'issue'>,
  keyLog: CheckedKeyLog,
): Promise<Eligibility> {
  const key = await issuerKeyOf(keyLog);
  const receipt = newReceipt();
  const author = await deriveAuthor(receipt);
  const request = await requestToken(key, keyLog.presentWeek, author.authorKey);
  const { blindSignature, reason } = await transport.issue(request);
  if (blindSignature === null) throw new NoTokenNow(reason ?? 'session-has-one');
  const token = await request.finish(blindSignature);
  // The signer did not use the key that everyone can see.
  if (token === null) throw new KeyAlarm('key-unfit');
  return { receipt, author, token };
}

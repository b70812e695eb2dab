import { BrowserTooOld } from '../protocol/author.js';
import type { Bytes } from '../protocol/bytes.js';
import { dayOf, startOfDay } from '../protocol/iso-week.js';
import {
  checkKeyLog,
  envelopeKeyOf,
  KeyAlarm,
  promiseKeyOf,
  type CheckedKeyLog,
  type PublishedIntake,
  type PublishedKeyLog,
  type ReleaseRule,
} from '../protocol/key-log.js';
import { noticeOf, type KeyNotice } from '../protocol/key-notice.js';
import { NoTokenNow, obtainToken, type Eligibility, type IssuerTransport } from '../protocol/obtain-token.js';
import { nextRelease } from '../protocol/next-release.js';
import type { Conditions, Crowd, TokenState } from './messages.js';

const AGAIN_MS = 2 * 60_000;
/** Until the server has told how long a stretch is. */
const READ_EVERY_MS = 3_600_000;
/** A computer's clock may be ahead of the server's, on which it is still yesterday. */
const AFTER_MIDNIGHT_MS = 15 * 60_000;

/** Where the envelopes go, what they are sealed to, and who signs what became of them. */
export interface KnownIntake {
  readonly url: string;
  readonly everyMs: number;
  /** Raw X25519. */
  readonly envelopeKey: Bytes;
  /** Raw Ed25519. */
  readonly promiseKey: Bytes;
}

const LEAST_SECONDS = 5;
const MOST_SECONDS = 3_600;

/** The keys of everybody and the token of one session: asked for at set times, never because somebody writes. */
export class HeldToken {
  private held: Eligibility | null = null;
  private current: TokenState = { state: 'waiting' };
  private seen: KeyNotice | null = null;
  private known: KnownIntake | null = null;
  private release: ReleaseRule | null = null;
  private crowd: Crowd = { people: null, until: 0 };
  private askAt = 0;
  private readAt = 0;

  constructor(private readonly issuer: IssuerTransport) {}

  /** When to look the next time. */
  get next(): number {
    return Math.min(this.askAt, this.readAt);
  }

  /** Null as long as nothing can be sent. */
  get intake(): KnownIntake | null {
    return this.known;
  }

  /** What the log says that was checked last. */
  get notice(): KeyNotice | null {
    return this.seen;
  }

  get conditions(): Conditions | null {
    if (this.known === null || this.release === null) return null;
    return { release: this.release, crowd: this.crowd };
  }

  get eligibility(): Eligibility | null {
    return this.held;
  }

  get state(): TokenState {
    return this.current;
  }

  /** Reads the keys and what is told with them, in every stretch; asks for a token after sign-in and once a day. */
  async look(now: number): Promise<void> {
    const asks = now >= this.askAt;
    // Before anything is awaited: whoever drives this does not wait for the answer.
    this.readAt = now + (this.known?.everyMs ?? READ_EVERY_MS);
    if (asks) this.askAt = startOfDay(dayOf(now) + 1) + AFTER_MIDNIGHT_MS;
    const answer = await this.ask(now, asks);
    const isUnreachable = answer?.state === 'none' && answer.reason === 'unreachable';
    // Whether or not a token of yesterday is held: it is missing where somebody has written with it, and a second request
    // from those alone would name them.
    if (asks && isUnreachable) this.askAt = now + AGAIN_MS;
    this.readAt = answer?.state === 'alarm' ? this.askAt : now + (this.known?.everyMs ?? READ_EVERY_MS);
    if (answer?.state === 'none' && answer.reason === 'no-intake') this.askAt = this.readAt;
    if (answer !== null && (asks || !isUnreachable)) this.current = this.orYesterdays(answer);
  }

  /** What was issued before stays good when there is no other. */
  private orYesterdays(answer: TokenState): TokenState {
    const isStill = answer.state === 'none' && answer.reason !== 'no-intake';
    return isStill && this.held !== null ? { state: 'ready', week: this.held.token.week } : answer;
  }

  /** The token goes with a ticket. */
  spend(eligibility: Eligibility): void {
    if (this.held !== eligibility) return;
    this.held = null;
    this.current = { state: 'none', reason: 'used' };
  }

  /** Its ticket was not taken. */
  giveBack(eligibility: Eligibility): void {
    if (this.held !== null || this.current.state === 'alarm') return;
    this.held = eligibility;
    this.current = { state: 'ready', week: eligibility.token.week };
  }

  /** Null when the keys are well and no token was asked for. */
  private async ask(now: number, asks: boolean): Promise<TokenState | null> {
    try {
      const published = await this.issuer.readKeys();
      const keyLog = await checkKeyLog(published, now, this.seen?.head ?? null);
      this.seen = noticeOf(keyLog, published);
      if (!published.intake) return { state: 'none', reason: 'no-intake' };
      this.known = await intakeOf(keyLog, published.intake);
      this.release = published.intake.release;
      this.crowd = crowdOf(published, now, this.known?.everyMs ?? READ_EVERY_MS);
      // On the very first day the intake makes its keys a moment after the issuer.
      if (this.known === null) return { state: 'none', reason: 'unreachable' };
      if (!asks) return null;
      this.held = await obtainToken(this.issuer, keyLog);
      return { state: 'ready', week: this.held.token.week };
    } catch (error) {
      if (error instanceof KeyAlarm) {
        this.held = null;
        this.known = null;
        return { state: 'alarm', code: error.code };
      }
      if (error instanceof BrowserTooOld) return { state: 'too-old' };
      return { state: 'none', reason: error instanceof NoTokenNow ? error.reason : 'unreachable' };
    }
  }
}

/** What is sealed may leave a whole stretch later, and with the next release the count begins anew. */
function crowdOf({ crowd, intake }: PublishedKeyLog, now: number, everyMs: number): Crowd {
  const isTrial = intake?.release.daily === null;
  const until = intake && !isTrial ? nextRelease(intake.release, now) - everyMs : Infinity;
  return { people: crowd ?? null, until };
}

async function intakeOf(keyLog: CheckedKeyLog, told: PublishedIntake): Promise<KnownIntake | null> {
  const seconds = Math.min(Math.max(told.everySeconds, LEAST_SECONDS), MOST_SECONDS);
  try {
    return {
      url: told.url,
      everyMs: seconds * 1_000,
      envelopeKey: await envelopeKeyOf(keyLog),
      promiseKey: promiseKeyOf(keyLog),
    };
  } catch (error) {
    if (error instanceof KeyAlarm && error.code === 'no-key') return null;
    throw error;
  }
}

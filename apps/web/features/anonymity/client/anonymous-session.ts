import { deriveAuthor } from '../protocol/author.js';
import { signContent } from '../protocol/content.js';
import { CONTENT_BYTES } from '../protocol/constants.js';
import { sealEnvelope } from '../protocol/envelope.js';
import type { Eligibility, IssuerTransport } from '../protocol/obtain-token.js';
import { readReceipt, soundRanges, writeReceipt } from '../protocol/receipt-words.js';
import { EnvelopeSchedule } from './envelope-schedule.js';
import { HeldSheet, type SheetTransport } from './held-sheet.js';
import { HeldToken, type KnownIntake } from './held-token.js';
import {
  AnonymityFault,
  type AnonymityCalls,
  type AnonymityState,
  type AnonymousTicket,
  type FollowUp,
  type OpenedReceipt,
  type ShownReceipt,
} from './messages.js';
import { OutgoingMessages, type New, type Outgoing } from './outgoing.js';
import { followUpPayload, ticketPayload } from './payloads.js';

/** Answers come within a second; who waits longer waits in vain. */
const POST_LIMIT_MS = 30_000;
/** Signing out never hangs, for anybody. */
const SIGN_OUT_LIMIT_MS = 4_000;
/** Until the server has told. */
const SHEET_EVERY_MS = 3_600_000;
/** Refusals after which the same token can bring the ticket again: it was not spent. */
const TOKEN_IS_LEFT: ReadonlySet<string> = new Set([
  'payload-invalid',
  'content-invalid',
  'signature-invalid',
]);

export interface IntakeTransport {
  /** One envelope on a connection of its own, without a cookie; rejects when no answer came within the limit. */
  post(url: string, envelope: Uint8Array<ArrayBuffer>, limitMs: number): Promise<Uint8Array>;
}

export interface SessionParts {
  readonly issuer: IssuerTransport;
  readonly intake: IntakeTransport;
  readonly sheets: SheetTransport;
  /** Random numbers in [0, 1), evenly: the moments of the envelopes are made of them, and nothing else is. */
  readonly draw: () => number;
  /** Told after every change. */
  readonly onChange?: (state: AnonymityState) => void;
}

type Draft = New & { readonly by: { readonly eligibility: Eligibility } };

/**
 * What every browser does from sign-in to sign-out, whether or not its person ever writes: it fetches a token, sends an
 * envelope in every stretch of the session and one at its end, and keeps the newest answer sheet. Whoever writes only
 * puts something into an envelope that leaves anyway. It knows no clock and no timer: whoever drives it says what time it
 * is, and what `tick` sends depends on nothing but those times, the random numbers and the answers that came.
 */
export class AnonymousSession implements AnonymityCalls {
  private readonly token: HeldToken;
  private readonly sheet: HeldSheet;
  private readonly outgoing = new OutgoingMessages();
  private schedule: EnvelopeSchedule | null = null;
  private draft: Draft | null = null;
  private readonly lastSequences = new Map<string, number>();
  /** Ends when the step that was said last has its place among those that wait. */
  private lastSaid: Promise<void> = Promise.resolve();

  constructor(private readonly parts: SessionParts) {
    this.token = new HeldToken(parts.issuer);
    this.sheet = new HeldSheet(parts.sheets);
  }

  get state(): AnonymityState {
    return {
      token: this.token.state,
      conditions: this.token.conditions,
      keys: this.token.notice,
      edition: this.sheet.edition,
      waiting: this.outgoing.waiting((place) => this.schedule?.latest(place) ?? Infinity),
      sent: this.outgoing.sent,
      thread: this.sheet.thread,
    };
  }

  /** When `tick` has something to do again. */
  nextMomentMillis(): number {
    return Math.min(this.token.next, this.sheet.next, this.schedule?.next ?? Infinity);
  }

  /** Does what is due at this time; the first time that is what comes after signing in. */
  async tick(now: number): Promise<void> {
    if (now >= this.token.next) {
      await this.token.look(now);
      this.begin(now);
    }
    const works: Promise<void>[] = [];
    if (now >= this.sheet.next) {
      works.push(this.sheet.look(now, this.token.intake?.everyMs ?? SHEET_EVERY_MS));
    }
    if (this.schedule && now >= this.schedule.next) works.push(this.sendDue(now, this.schedule));
    await Promise.all(works);
    this.changed();
  }

  async write(ticket: AnonymousTicket): Promise<ShownReceipt> {
    const { eligibility } = this.token;
    if (eligibility === null) throw new AnonymityFault('no-token');
    const { author, receipt, token } = eligibility;
    const signed = await signContent(author, 'ticket', ticketPayload(ticket, author), token);
    if (signed.bytes.length > CONTENT_BYTES) throw new AnonymityFault('too-large');
    const message = { type: 'ticket', ticketHash: signed.payloadHash, ticket } as const;
    this.draft = { ...signed, message, by: { eligibility } };
    const chinese = writeReceipt(receipt, 'chinese');
    return { chinese, english: writeReceipt(receipt, 'english'), sounds: soundRanges(chinese) };
  }

  async confirm(): Promise<void> {
    const { draft } = this;
    if (draft === null) throw new AnonymityFault('no-draft');
    this.draft = null;
    this.token.spend(draft.by.eligibility);
    this.outgoing.add(draft);
    this.changed();
  }

  async discard(): Promise<void> {
    this.draft = null;
  }

  async takeBack(id: number): Promise<void> {
    const item = this.outgoing.takeBack(id);
    if (item === null) throw new AnonymityFault('left');
    if ('eligibility' in item.by) this.token.giveBack(item.by.eligibility);
    this.changed();
  }

  async conceal(): Promise<void> {
    this.outgoing.conceal();
    this.changed();
  }

  async openReceipt(typed: string): Promise<OpenedReceipt> {
    const read = readReceipt(typed);
    if (read.fault !== null) return { result: 'no-receipt', why: read };
    const reading = await this.sheet.open(await deriveAuthor(read.receipt));
    this.changed();
    if (reading === 'not-on-sheet') return { result: reading, edition: this.sheet.edition ?? '' };
    return typeof reading === 'string' ? { result: reading } : { result: 'opened', thread: reading };
  }

  async closeReceipt(): Promise<void> {
    this.sheet.close();
    this.changed();
  }

  async say(step: FollowUp): Promise<void> {
    const { author, thread } = this.sheet;
    if (author === null || thread === null) throw new AnonymityFault('no-thread');
    const { ticketHash } = thread;
    const sequence = Math.max(thread.lastSequence, this.lastSequences.get(ticketHash) ?? 0) + 1;
    // Before anything is awaited: two steps at once must not share a number.
    this.lastSequences.set(ticketHash, sequence);
    const payload = followUpPayload(ticketHash, sequence, step);
    // A later step must not overtake an earlier one because it was signed sooner: the intake would refuse the earlier.
    const said = this.lastSaid.then(async () => {
      const signed = await signContent(author, 'follow-up', payload, null);
      if (signed.bytes.length > CONTENT_BYTES) throw new AnonymityFault('too-large');
      const message = { type: 'follow-up', ticketHash, sequence, step } as const;
      this.outgoing.add({ ...signed, message, by: { author } });
      this.changed();
    });
    this.lastSaid = said.catch(() => undefined);
    await said;
  }

  async signOut(): Promise<void> {
    const { intake } = this.token;
    if (intake) await this.send(intake, SIGN_OUT_LIMIT_MS);
    this.changed();
  }

  /** The first page has been there for a while; the first stretch begins when it is known where envelopes go. */
  private begin(now: number): void {
    this.sheet.begin(now);
    const { intake } = this.token;
    if (intake) this.schedule ??= new EnvelopeSchedule(now, intake.everyMs, this.parts.draw);
  }

  private async sendDue(now: number, schedule: EnvelopeSchedule): Promise<void> {
    schedule.leave(now);
    const { intake } = this.token;
    if (intake && !(await this.send(intake, POST_LIMIT_MS))) schedule.fail(now);
  }

  /**
   * Sends one envelope with what waits longest, or with nothing.
   * @returns whether it was answered, which does not depend on what was inside
   */
  private async send(intake: KnownIntake, limitMs: number): Promise<boolean> {
    const item = this.outgoing.take();
    const envelope = await sealEnvelope(intake.envelopeKey, item?.bytes ?? null);
    const response = await this.parts.intake.post(intake.url, envelope.bytes, limitMs).catch(() => null);
    const answer = response && (await envelope.openResponse(response));
    if (item && answer) {
      const outcome = await this.outgoing.settle(item, answer, intake.promiseKey);
      if (outcome?.status === 'refused') await this.mend(item, outcome.code, answer.next);
    } else if (item) {
      this.outgoing.unanswered(item);
    }
    this.changed();
    return answer !== null;
  }

  /** What can be done about a refusal without its author. */
  private async mend(item: Outgoing, code: string, next: number | undefined): Promise<void> {
    const { by, message } = item;
    if ('eligibility' in by) {
      if (TOKEN_IS_LEFT.has(code)) this.token.giveBack(by.eligibility);
    } else if (code === 'sequence-used' && next !== undefined && message.type === 'follow-up') {
      // Steps of earlier sessions are still held, so that the sheet did not know their numbers.
      const { ticketHash, step } = message;
      const sequence = Math.max(next, (this.lastSequences.get(ticketHash) ?? 0) + 1);
      this.lastSequences.set(ticketHash, sequence);
      const payload = followUpPayload(ticketHash, sequence, step);
      const signed = await signContent(by.author, 'follow-up', payload, null);
      this.outgoing.replace(item, { ...signed, message: { ...message, sequence }, by });
    }
  }

  private changed(): void {
    this.parts.onChange?.(this.state);
  }
}

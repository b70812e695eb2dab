import { randomBytes } from 'node:crypto';
import { AnonymousSession } from '../../../apps/web/features/anonymity/client/anonymous-session.js';
import type { AnonymousTicket, FollowUp } from '../../../apps/web/features/anonymity/client/messages.js';
import type { SeededChoice } from '../../../apps/cli/replay/seeded-choice.js';
import type { Agenda } from './agenda.js';
import type { PlannedTicket } from './plan.js';
import { MINUTE_MS, PASSWORD, type Employee, type Stay } from './roster.js';
import { SeatBrowser, type BrowserParts } from './seat-browser.js';

/** At a shared seat a session ends after fifteen minutes in which nobody did anything. */
const STIRS_EVERY_MS = 10 * MINUTE_MS;

/** What one keeps on paper, and what an adversary is to find out. */
export interface WrittenTicket {
  readonly planned: PlannedTicket;
  /** Twelve Chinese words. */
  readonly receipt: string;
  /** SHA-256 of what was signed, base64url: by it the ticket is known once it is released. */
  readonly contentHash: string;
  readonly ticket: AnonymousTicket;
}

export interface VisitParts extends BrowserParts {
  readonly agenda: Agenda;
  readonly now: () => number;
  readonly written: Map<number, WrittenTicket>;
  readonly choice: SeededChoice;
}

/** One employee from sign-in to sign-out: the shipped client, driven by the world's time. */
export class Visit {
  private readonly browser: SeatBrowser;
  private readonly session: AnonymousSession;

  constructor(
    private readonly parts: VisitParts,
    private readonly employee: Employee,
    private readonly who: number,
    private readonly stay: Stay,
  ) {
    this.browser = new SeatBrowser(parts, employee.seat, who);
    const { issuer, intake, sheets } = this.browser;
    const draw = (): number => randomBytes(4).readUInt32BE() / 2 ** 32;
    this.session = new AnonymousSession({ issuer, intake, sheets, draw });
  }

  /** Enters everything that is known beforehand into the agenda. */
  begin(): void {
    const { fromMs, toMs } = this.stay;
    this.at(fromMs, () => this.signIn());
    const everyMs = this.employee.seat.isShared ? STIRS_EVERY_MS : (toMs - fromMs) / 2;
    for (let atMs = fromMs + everyMs; atMs < toMs - MINUTE_MS; atMs += everyMs)
      this.at(atMs, () => this.stir());
    this.at(toMs, () => this.signOut());
  }

  writeAnonymously(planned: PlannedTicket, ticket: AnonymousTicket): void {
    this.at(planned.ticket.atMs, async () => {
      const { chinese } = await this.session.write(ticket);
      await this.session.confirm();
      const contentHash = this.session.state.waiting.at(-1)?.ticketHash ?? '';
      this.parts.written.set(planned.number, { planned, receipt: chinese.join(' '), contentHash, ticket });
    });
  }

  followUp(planned: PlannedTicket, atMs: number): void {
    this.at(atMs, async () => {
      const receipt = this.parts.written.get(planned.number)?.receipt ?? '';
      const opened = await this.session.openReceipt(receipt);
      if (opened.result !== 'opened') throw new Error(`A receipt opens nothing: ${JSON.stringify(opened)}`);
      await this.session.say(this.stepFor(opened.thread.ticket.state, `${planned.number} ${atMs}`));
      await this.session.closeReceipt();
    });
  }

  writeByName(ticket: object, atMs: number): void {
    this.at(atMs, async () => {
      const { status } = await this.browser.ask('named-ticket', 'POST', '/tickets', ticket);
      if (status !== 201) throw new Error(`A named ticket was not taken: ${status}`);
    });
  }

  private stepFor(state: string, topic: string): FollowUp {
    const { choice } = this.parts;
    if (state !== 'answered') return { command: 'reply', text: `补充：上周也发生过，见第 ${topic} 次记录。` };
    const ratings = { outcome: 3, handling: 4, feeling: 3 } as const;
    return choice.chance(`verdict ${topic}`, 0.6)
      ? { command: 'confirm', ratings }
      : { command: 'reject', verdict: 'no', reason: '问题还在，请再看一下。', ratings };
  }

  private async signIn(): Promise<void> {
    const { employeeNumber, seat } = this.employee;
    const { status } = await this.browser.ask('sign-in', 'POST', '/session', {
      ...{ employeeNumber, password: PASSWORD, sharedSeat: seat.isShared },
    });
    if (status !== 201) throw new Error(`${employeeNumber} could not sign in: ${status}`);
    await this.browser.get('page', '/tickets?box=mine');
    await this.tick();
    const { token } = this.session.state;
    if (token.state !== 'ready') {
      const { trouble } = this.browser;
      throw new Error(`${employeeNumber} has no token: ${JSON.stringify(token)}; last trouble: ${trouble}`);
    }
  }

  /** Somebody is there: the session goes on. */
  private async stir(): Promise<void> {
    await this.browser.get('page', '/session');
  }

  /** What the browser does by itself, now and at the next of its moments. */
  private async tick(): Promise<void> {
    await this.session.tick(this.parts.now());
    // Moments have fractions, and clocks have not.
    const next = Math.ceil(this.session.nextMomentMillis());
    if (next < this.stay.toMs) this.at(next, () => this.tick());
  }

  private async signOut(): Promise<void> {
    await this.session.signOut();
    const { status } = await this.browser.ask('sign-out', 'DELETE', '/session');
    this.browser.close();
    const { waiting, sent } = this.session.state;
    const refused = sent.filter(({ outcome }) => outcome.status !== 'accepted');
    if (status !== 204 || waiting.length + refused.length > 0) {
      const what = JSON.stringify({
        status,
        waiting: waiting.length,
        refused: refused.map((one) => one.outcome),
      });
      throw new Error(`${this.employee.employeeNumber} left with something unsaid: ${what}`);
    }
  }

  private at(atMs: number, act: () => Promise<void>): void {
    this.parts.agenda.at(atMs, this, act);
  }
}

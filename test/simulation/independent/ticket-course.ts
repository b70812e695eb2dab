import { Clock, type ExpectedClock } from './expected-clock.js';
import type { OpenHours } from './open-hours.js';
import type { Leg, Promises, Urgency } from './promises.js';

/** What a person did to a ticket, as far as its clocks are concerned; instants in milliseconds. */
export interface Act {
  readonly atMs: number;
  readonly name:
    | 'submit'
    | 'acknowledge'
    | 'accept-transfer'
    | 'transfer'
    | 'ask-author'
    | 'reply'
    | 'extend'
    | 'mark-complex'
    | 'mark-ordinary'
    | 'answer'
    | 'confirm'
    | 'reject'
    | 'redo'
    | 'close-unresolved'
    | 'withdraw'
    | 'reopen'
    | 'merge'
    | 'unmerge';
  /** Working minutes of an extension. */
  readonly minutes?: number;
  /** Hours of the department that has the ticket from now on; given at the submission and with a transfer. */
  readonly hours?: OpenHours;
}

/** What the platform does by itself once it notices; told by the run, which knows when somebody was there to notice. */
export type Noticed = (what: 'escalation' | 'silence', trueMs: number) => number;

export interface Expected {
  readonly state: 'open' | 'answered' | 'escalated' | 'closed';
  readonly escalatedMs: readonly number[];
  readonly clocks: readonly ExpectedClock[];
}

/** What must come of one ticket: worked out from what people did, the promises and the hours, and from nothing else. */
export class TicketCourse {
  private readonly clocks: Clock[] = [];
  private readonly escalatedMs: number[] = [];
  private state: Expected['state'] = 'open';
  private round = 1;
  private transfers = 0;
  private isMerged = false;
  private hours: OpenHours | null = null;
  /** What the platform is going to do, and when it will have noticed. */
  private coming: { readonly what: 'escalation' | 'silence'; readonly atMs: number } | null = null;

  constructor(
    private urgency: Urgency,
    private readonly promises: Promises,
    private readonly noticed: Noticed,
  ) {}

  /** Acts come in the order of their instants. */
  act(act: Act): this {
    this.passTo(act.atMs);
    const { atMs } = act;
    this.hours = act.hours ?? this.hours;
    switch (act.name) {
      case 'submit':
        this.start('acknowledge', 1, atMs);
        this.start('answer', 1, atMs);
        break;
      case 'acknowledge':
      case 'accept-transfer':
        this.stop(atMs, 'acknowledge');
        break;
      case 'transfer':
        this.stop(atMs, 'acknowledge');
        this.transfers++;
        this.start('acknowledge', this.transfers + 1, atMs);
        break;
      case 'ask-author':
        this.stop(atMs, 'acknowledge');
        for (const clock of this.running()) if (clock.leg !== 'acknowledge') clock.pausedMs = atMs;
        break;
      case 'reply':
        for (const clock of this.open()) clock.resume(atMs);
        this.comeBack(atMs);
        break;
      case 'extend':
        for (const clock of this.open()) if (clock.leg === 'answer') clock.extend(act.minutes ?? 0, atMs);
        break;
      case 'mark-complex':
        this.urgency = 'complex';
        this.stop(atMs, 'acknowledge');
        for (const clock of this.open()) clock.markComplex(atMs);
        break;
      case 'mark-ordinary':
        this.urgency = 'ordinary';
        for (const clock of this.open()) if (clock.leg === 'answer') clock.markOrdinary(atMs);
        break;
      case 'answer':
        this.stop(atMs);
        this.start('confirmation', this.round, atMs);
        this.state = 'answered';
        break;
      case 'reject':
        this.stop(atMs);
        this.round++;
        this.isMerged = false;
        this.start('escalated-answer', this.round, atMs);
        this.state = 'escalated';
        break;
      case 'redo':
      case 'reopen':
        this.stop(atMs);
        this.round++;
        this.isMerged = false;
        this.start('answer', this.round, atMs);
        this.state = 'open';
        break;
      case 'merge':
        this.stop(atMs, 'acknowledge');
        this.isMerged = true;
        break;
      case 'unmerge':
        this.isMerged = false;
        this.comeBack(atMs);
        break;
      case 'confirm':
      case 'withdraw':
      case 'close-unresolved':
        this.stop(atMs);
        this.state = 'closed';
        break;
    }
    return this;
  }

  /** Lets time pass up to an instant, and tells what must be recorded by then. */
  by(untilMs: number): Expected {
    this.passTo(untilMs);
    return {
      state: this.state,
      escalatedMs: this.escalatedMs,
      clocks: this.clocks.map((clock) => clock.told()),
    };
  }

  private passTo(untilMs: number): void {
    for (;;) {
      const first = this.earliest();
      if (this.coming && this.coming.atMs <= untilMs && this.coming.atMs < (first?.atMs ?? Infinity)) {
        this.takeOver(this.coming.what, this.coming.atMs);
        continue;
      }
      if (!first || first.atMs > untilMs) return;
      const { clock, kind, atMs } = first;
      if (kind === null) {
        for (const other of this.open()) other.resume(atMs);
        this.comeBack(atMs);
        continue;
      }
      clock.climbed++;
      clock.steps.push({ kind, atMs });
      if (kind === 'due') clock.breachedMs ??= atMs;
      if (kind === 'escalation') this.comeBack(atMs);
      if (kind === 'due' && clock.leg === 'confirmation') this.expect('silence', atMs);
    }
  }

  /** The next thing that time brings: a step, or with kind null the end of the author's turn. */
  private earliest(): { readonly clock: Clock; readonly kind: string | null; readonly atMs: number } | null {
    let first: { clock: Clock; kind: string | null; atMs: number } | null = null;
    for (const clock of this.open()) {
      const next = clock.pausedMs === null ? clock.next : { kind: null, atMs: clock.limitMs };
      if (next && (first === null || next.atMs < first.atMs)) first = { clock, ...next };
    }
    return first;
  }

  /** An overdue ticket goes to the leadership as soon as it is on a desk of its own again. */
  private comeBack(atMs: number): void {
    const answer = this.running().find((clock) => clock.leg === 'answer');
    const top = this.promises.rungs.answer.findIndex((rung) => rung.kind === 'escalation');
    if (answer && answer.climbed > top && this.state === 'open' && !this.isMerged)
      this.expect('escalation', atMs);
  }

  private expect(what: 'escalation' | 'silence', trueMs: number): void {
    this.coming ??= { what, atMs: this.noticed(what, trueMs) };
  }

  private takeOver(what: 'escalation' | 'silence', atMs: number): void {
    this.coming = null;
    if (what === 'silence') {
      if (this.state !== 'answered') return;
      this.stop(atMs);
      this.state = 'closed';
      return;
    }
    if (this.state !== 'open' || this.isMerged || this.open().some((clock) => clock.pausedMs !== null))
      return;
    this.stop(atMs, 'acknowledge');
    this.start('escalated-answer', this.round, atMs);
    this.state = 'escalated';
    this.escalatedMs.push(atMs);
  }

  private start(leg: Leg, round: number, atMs: number): void {
    if (!this.hours) throw new Error('A course begins with a submission that tells the hours.');
    const target = this.promises.targets[leg][this.urgency] * 60;
    this.clocks.push(new Clock(leg, round, atMs, target, this.hours, this.promises));
  }

  private stop(atMs: number, leg?: Leg): void {
    for (const clock of this.open()) if (leg === undefined || clock.leg === leg) clock.stop(atMs);
    // Whatever was to be noticed concerned a clock that stands now.
    if (leg === undefined) this.coming = null;
  }

  private open(): Clock[] {
    return this.clocks.filter((clock) => clock.stoppedMs === null);
  }

  private running(): Clock[] {
    return this.open().filter((clock) => clock.pausedMs === null);
  }
}

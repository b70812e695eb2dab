import { createHash } from 'node:crypto';
import { ApiSilent, type ApiAnswer, type ApiPerson, type ApiRequest } from './api-person.js';
import type { Cast } from './cast.js';
import type { Act, PlannedStep, Script } from './replay-plan.js';

/** A write that the api said it has done. */
export interface Acknowledged {
  readonly script: Script;
  /** Undefined for the submission. */
  readonly step: PlannedStep | undefined;
  readonly employeeNumber: string;
  readonly idempotencyKey: string;
  readonly ticketId: string;
  readonly durationMs: number;
}

/** Whoever wants to know how a story goes. */
export interface Audience {
  acknowledged(write: Acknowledged): void;
  /** The story ends here, before its time. */
  failed(script: Script, command: string, code: string): void;
}

/** Somebody else was faster this often: then something else is wrong. */
const OVERTAKEN_LIMIT = 3;

/** Plays one script over the api, act by act. */
export class TicketStory {
  private id: string | undefined;
  private number: string | undefined;
  private leaderId: string | undefined;
  /** Events on this ticket that were not in the script. */
  private foreignEvents = 0;
  private isBroken = false;

  constructor(
    readonly script: Script,
    private readonly run: string,
    private readonly cast: Cast,
    private readonly audience: Audience,
  ) {}

  /** Undefined until it has been submitted. */
  get ticket(): { readonly id: string; readonly number: string } | undefined {
    return this.id === undefined || this.number === undefined
      ? undefined
      : { id: this.id, number: this.number };
  }

  get isUnbroken(): boolean {
    return !this.isBroken;
  }

  async play(act: Act): Promise<void> {
    if (act === 'submission') await this.submit();
    for (const step of this.script.steps) {
      if (step.act === act && !this.isBroken) await this.take(step);
    }
  }

  private async submit(): Promise<void> {
    const { author, submission } = this.script;
    const idempotencyKey = this.keyOf('submit', 0);
    const request = { method: 'POST', path: '/tickets', body: submission, idempotencyKey } as const;
    const answer = await this.ask(this.cast.person(author), 'submit', request);
    if (answer === undefined) return;
    if (answer.status !== 201) {
      this.fail('submit', answer);
      return;
    }
    this.id = String(answer.body['id']);
    this.number = String(answer.body['number']);
    this.acknowledge(undefined, author, idempotencyKey, this.id, answer);
  }

  private async take(step: PlannedStep): Promise<void> {
    const { id } = this;
    if (id === undefined) return;
    for (let overtaken = 0; ; overtaken++) {
      const actor = this.cast.actor(step.by, this.script.author, this.leaderId);
      const version = step.version + this.foreignEvents;
      const idempotencyKey = this.keyOf(step.name, version);
      const path = `/tickets/${id}/${step.command}`;
      const request = { method: 'POST', path, body: step.body, version, idempotencyKey } as const;
      const answer = await this.ask(actor, step.command, request);
      if (answer === undefined) return;
      if (answer.status === 200) {
        this.remember(answer);
        this.acknowledge(step, actor.employeeNumber, idempotencyKey, id, answer);
        return;
      }
      const currentVersion = Number(answer.body['currentVersion']);
      if (answer.status !== 412 || !(currentVersion > version) || overtaken === OVERTAKEN_LIMIT) {
        this.fail(step.command, answer);
        return;
      }
      this.foreignEvents = currentVersion - step.version;
    }
  }

  private async ask(person: ApiPerson, command: string, request: ApiRequest): Promise<ApiAnswer | undefined> {
    try {
      return await person.send(request);
    } catch (error) {
      if (!(error instanceof ApiSilent)) throw error;
      this.isBroken = true;
      this.audience.failed(this.script, command, error.message);
      return undefined;
    }
  }

  private fail(command: string, answer: ApiAnswer): void {
    this.isBroken = true;
    const fields = (answer.body['errors'] ?? []) as { field: string; rule: string }[];
    const detail = fields.map(({ field, rule }) => ` ${field}:${rule}`).join('');
    this.audience.failed(this.script, command, `${answer.status} ${String(answer.body['code'])}${detail}`);
  }

  private remember(answer: ApiAnswer): void {
    const leader = answer.body['leader'] as { id: string } | null | undefined;
    if (leader) this.leaderId = leader.id;
  }

  private acknowledge(
    step: PlannedStep | undefined,
    employeeNumber: string,
    idempotencyKey: string,
    ticketId: string,
    { durationMs }: ApiAnswer,
  ): void {
    this.audience.acknowledged({
      script: this.script,
      step,
      employeeNumber,
      idempotencyKey,
      ticketId,
      durationMs,
    });
  }

  /** The same step of the same run has the same key, so that a broken run goes on where it broke. */
  private keyOf(step: string, version: number): string {
    const parts = JSON.stringify([this.run, this.script.messageId, step, version]);
    return `replay-${createHash('sha256').update(parts).digest('hex').slice(0, 40)}`;
  }
}

import PostalMime from 'postal-mime';
import { ClockSweep } from '@huiyin/sla';
import { ClockReactions } from '@huiyin/ticket';
import type { TicketDto } from '../../libs/ticket/store/ticket.dto.js';
import { isBehind } from './followers.js';
import { NoticeStage } from './notice-stage.js';
import { startApi, type ApiClient, type RunningApi } from './running-api.js';
import { TestMailServer } from './test-mail-server.js';

/** One mail as it lay in a mailbox. */
export interface Delivered {
  /** ISO 8601 in UTC. */
  readonly at: string;
  /** Employee number of the reader. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
}

/** The real product on a movable clock, with workers that the test sends to work and mailboxes that it can open. */
export class Mailboxes {
  readonly delivered: Delivered[] = [];

  private constructor(
    readonly api: RunningApi,
    readonly stage: NoticeStage,
    readonly server: TestMailServer,
  ) {}

  /** Monday 2 March 2026, 09:30 in China; working time is 09:00–12:00 and 13:30–18:00; everybody reads English. */
  static async open(): Promise<Mailboxes> {
    const api = await startApi();
    const server = await TestMailServer.start();
    const stage = new NoticeStage(api.database, api.clock, server.url);
    await stage.run(`UPDATE person SET locale = 'en', email = lower(employee_number) || '@example.test'`, []);
    return new Mailboxes(api, stage, server);
  }

  async close(): Promise<void> {
    await this.stage.end();
    await this.server.stop();
    await this.api.stop();
  }

  async submit(
    employeeNumber: string,
    given: { urgency?: 'urgent' | 'ordinary' | 'complex' } = {},
  ): Promise<TicketDto> {
    const client = await this.signIn(employeeNumber);
    const departments = await client.get<{ id: string; code: string }[]>('/departments');
    const answered = await client.request<{ id: string }>('POST', '/tickets', {
      kind: 'problem',
      urgency: given.urgency ?? 'ordinary',
      departmentId: departments.find((department) => department.code === 'CANTEEN')?.id,
      title: 'SECRET TITLE',
      body: 'SECRET BODY that no mail may repeat, long enough to be taken.',
      mayPublishWording: true,
    });
    return client.get<TicketDto>(`/tickets/${answered.body.id}`);
  }

  async step(employeeNumber: string, ticketId: string, command: string, body: object): Promise<void> {
    const client = await this.signIn(employeeNumber);
    const { version } = await client.get<TicketDto>(`/tickets/${ticketId}`);
    const answered = await client.request('POST', `/tickets/${ticketId}/${command}`, body, { version });
    if (answered.status !== 200)
      throw new Error(`${command}: ${answered.status} ${JSON.stringify(answered.body)}`);
  }

  /** Lets the workers record what has happened up to this instant, and send nothing. */
  async record(): Promise<void> {
    const sweep = this.api.app.get(ClockSweep, { strict: false });
    const reactions = this.api.app.get(ClockReactions, { strict: false });
    for (;;) {
      const swept = await sweep.sweep();
      let read = 0;
      while (await isBehind(this.api.unitOfWork, 'clock-reactions')) read += await reactions.advance();
      if (swept + read === 0) break;
    }
    await this.stage.follow();
  }

  /** Lets the workers do all that there is to do at this instant. */
  async work(): Promise<void> {
    await this.record();
    const before = this.server.mails.length;
    await this.stage.deliver();
    for (const mail of this.server.mails.slice(before)) {
      const { subject = '', text = '', messageId = '' } = await PostalMime.parse(mail.source);
      const to = (mail.recipients[0] ?? '').replace('@example.test', '').toUpperCase();
      this.delivered.push({ at: this.api.clock.now().toISOString(), to, subject, text, messageId });
    }
  }

  /** Lets time pass with workers that are never away: they act whenever a clock or a mail is due. */
  async liveUntil(instant: string): Promise<void> {
    const until = new Date(instant);
    for (;;) {
      await this.work();
      const [next] = await this.api.unitOfWork.read<{ at: Date | null }>(
        `SELECT min(at) AS at FROM (SELECT next_step_at AS at FROM clock UNION ALL SELECT next_attempt_at FROM mail) due
          WHERE at > $1`,
        [this.api.clock.now()],
      );
      if (!next?.at || next.at > until) break;
      this.api.clock.moveTo(next.at);
    }
    this.api.clock.moveTo(until);
    await this.work();
  }

  /** What lies in the mailboxes since the last call: `instant reader subject`, numbers of tickets left out. */
  take(): string[] {
    return this.delivered
      .splice(0)
      .map(({ at, to, subject }) => `${at.slice(5, 16)} ${to} ${subject.replace(/\[HY-\S+\] | · .*/g, '')}`)
      .sort();
  }

  private async signIn(employeeNumber: string): Promise<ApiClient> {
    return this.api.client().signIn(employeeNumber);
  }
}

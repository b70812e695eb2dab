import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  createDataSource,
  migrate,
  Refused,
  startEmbeddedDatabase,
  SystemClock,
  UnitOfWork,
  type Settings,
} from '@huiyin/platform';
import { ClockSweep } from '@huiyin/sla';
import { ClockReactions, CloseUnconfirmed } from '@huiyin/ticket';
import { createApi } from '../../apps/api/create-api.js';
import { seedDemo } from '../../apps/cli/seed/demo-seed.js';
import { databaseParts } from '../../config/rooms.js';
import type { SubmitTicketDto } from '../../libs/ticket/intake/submit-ticket.dto.js';
import { SubmitTicket } from '../../libs/ticket/intake/submit-ticket.use-case.js';
import type { Command } from '../../libs/ticket/domain/ticket.js';
import { TicketCommands } from '../../libs/ticket/store/ticket-commands.js';
import type { MovableClock } from '../support/movable-clock.js';
import { testSettings } from '../support/test-settings.js';
import { makeHome, removeHome } from '../support/throwaway-home.js';

/** A ticket as its people see it when it is their turn. */
export interface TicketGlance {
  readonly version: number;
  readonly state: 'open' | 'answered' | 'escalated' | 'closed';
  readonly departmentId: string;
  readonly headId: string;
  readonly leaderId: string | null;
  /** The leader one level above the department. */
  readonly departmentLeaderId: string | null;
}

/** The product on a database of its own, in a time that only the simulation moves. People act through its commands. */
export class SimulatedCentre {
  private constructor(
    readonly clock: MovableClock,
    readonly settings: Settings,
    readonly app: NestFastifyApplication,
    readonly unitOfWork: UnitOfWork,
  ) {}

  static async open(
    clock: MovableClock,
    cleanup: AsyncDisposableStack,
    given: Partial<Settings> = {},
  ): Promise<SimulatedCentre> {
    const home = await makeHome();
    cleanup.defer(() => removeHome(home));
    const database = await startEmbeddedDatabase({ home, durable: false, log: () => undefined });
    cleanup.defer(() => database.stop());
    const settings = testSettings({ ...given, databaseUrl: database.url });
    const dataSource = createDataSource(database.url, databaseParts, 4);
    await dataSource.initialize();
    cleanup.defer(() => dataSource.destroy());
    await migrate(dataSource);
    await seedDemo(new UnitOfWork(dataSource, new SystemClock()));
    const app = await createApi({ settings, webFolder: null, clock });
    cleanup.defer(() => app.close());
    return new SimulatedCentre(clock, settings, app, new UnitOfWork(dataSource, clock));
  }

  /** Person ids by employee number. */
  async people(): Promise<ReadonlyMap<string, string>> {
    const rows = await this.unitOfWork.read<{ number: string; id: string }>(
      `SELECT employee_number AS number, id FROM person`,
    );
    return new Map(rows.map(({ number, id }) => [number, id]));
  }

  /** Department ids by code. */
  async departments(): Promise<ReadonlyMap<string, string>> {
    const rows = await this.unitOfWork.read<{ code: string; id: string }>(`SELECT code, id FROM department`);
    return new Map(rows.map(({ code, id }) => [code, id]));
  }

  async submit(personId: string, wish: SubmitTicketDto): Promise<string> {
    const submitted = await this.get(SubmitTicket).submit(personId, randomUUID(), wish);
    return submitted.id;
  }

  async glance(ticketId: string): Promise<TicketGlance> {
    const [row] = await this.unitOfWork.read<TicketGlance>(
      `SELECT t.version, t.state, t.department_id AS "departmentId", d.head_id AS "headId", t.leader_id AS "leaderId",
              d.leader_id AS "departmentLeaderId"
         FROM ticket t JOIN department d ON d.id = t.department_id WHERE t.id = $1`,
      [ticketId],
    );
    if (!row) throw new Error(`There is no ticket ${ticketId}.`);
    return row;
  }

  /** Gives a command with what its person has just seen. False when the loop does not allow it now. */
  async perform(personId: string, ticketId: string, command: Command): Promise<boolean> {
    const { version } = await this.glance(ticketId);
    const request = { ticketId, expectedVersion: version, idempotencyKey: null, command };
    try {
      await this.get(TicketCommands).perform(personId, request);
      return true;
    } catch (error) {
      if (error instanceof Refused && error.code.startsWith('ticket.')) return false;
      throw error;
    }
  }

  /** Lets a worker do all that the clocks ask for at this instant. */
  async work(): Promise<void> {
    const [sweep, reactions, silence] = [
      this.get(ClockSweep),
      this.get(ClockReactions),
      this.get(CloseUnconfirmed),
    ];
    for (;;) {
      const recorded = await sweep.sweep();
      while (await this.isAhead()) await reactions.advance();
      const closed = await silence.sweep();
      if (recorded + closed === 0) return;
    }
  }

  /** Lets time pass with a worker that is always there: it acts whenever a clock comes to something. */
  async liveUntil(untilMs: number): Promise<void> {
    await this.work();
    for (;;) {
      const [next] = await this.unitOfWork.read<{ at: Date | null }>(
        `SELECT min(next_step_at) AS at FROM clock WHERE next_step_at IS NOT NULL`,
      );
      if (!next?.at || next.at.getTime() > untilMs) break;
      this.clock.moveTo(next.at);
      await this.work();
    }
    this.clock.moveTo(new Date(untilMs));
  }

  get<Type>(type: abstract new (...parameters: never[]) => Type): Type {
    return this.app.get<Type>(type, { strict: false });
  }

  private async isAhead(): Promise<boolean> {
    const [row] = await this.unitOfWork.read<{ ahead: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM event e
                       WHERE (e.xid, e.position) >
                             (SELECT coalesce(max(s.xid::text)::xid8, '0'), coalesce(max(s.position), 0)
                                FROM event_subscriber s WHERE s.name = 'clock-reactions')) AS ahead`,
    );
    return row?.ahead === true;
  }
}

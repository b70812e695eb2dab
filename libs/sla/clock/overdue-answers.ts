import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Tx } from '@huiyin/platform';
import { ladderOf } from '../domain/policy.js';
import { PolicyDirectory } from '../policy/policy-directory.js';

interface OverdueRow {
  id: string;
  ticketId: string;
  round: number;
  dueAt: Date;
  policyVersion: number;
  stepsRecorded: number;
}

const COLUMNS = `c.id, c.ticket_id AS "ticketId", c.round, c.due_at AS "dueAt", c.policy_version AS "policyVersion",
  c.steps_recorded AS "stepsRecorded"`;
const WAITED_FOR = `c.leg = 'answer' AND c.state = 'running'`;
const PAGE = 200;

/** Answers that have come to the escalation of their ladder and are still waited for. */
@Injectable()
export class OverdueAnswers {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly policies: PolicyDirectory,
  ) {}

  /** The round in which the answer to a ticket has come to it; null when none has. */
  async roundOf(tx: Tx, ticketId: string): Promise<number | null> {
    const row = await tx.row<OverdueRow>(
      `SELECT ${COLUMNS} FROM clock c WHERE c.ticket_id = $1 AND ${WAITED_FOR}`,
      [ticketId],
    );
    return row && (await this.isAtEscalation(row)) ? row.round : null;
  }

  /** All of these tickets, longest overdue first, page by page. */
  async *pages(): AsyncGenerator<readonly string[]> {
    let after: OverdueRow | undefined;
    do {
      const rows: OverdueRow[] = await this.unitOfWork.read<OverdueRow>(
        `SELECT ${COLUMNS} FROM clock c
          WHERE ${WAITED_FOR} AND c.breached_at IS NOT NULL AND ($1::timestamptz IS NULL OR (c.due_at, c.id) > ($1, $2::uuid))
          ORDER BY c.due_at, c.id LIMIT ${PAGE}`,
        [after?.dueAt ?? null, after?.id ?? null],
      );
      const page: string[] = [];
      for (const row of rows) if (await this.isAtEscalation(row)) page.push(row.ticketId);
      yield page;
      after = rows.length === PAGE ? rows.at(-1) : undefined;
    } while (after);
  }

  /** By its own policy; with more time given the step is yet to come again. */
  private async isAtEscalation({ policyVersion, stepsRecorded }: OverdueRow): Promise<boolean> {
    const { numbers } = await this.policies.version(policyVersion);
    const step = ladderOf(numbers, 'answer').findIndex(({ kind }) => kind === 'escalation');
    return step >= 0 && stepsRecorded > step;
  }
}

import { Injectable } from '@nestjs/common';
import { OpenWork } from '@huiyin/organisation';
import type { Tx } from '@huiyin/platform';

/** Tells the organisation about the tickets that it does not know. */
@Injectable()
export class OpenTickets extends OpenWork {
  async openTicketsOf(tx: Tx, departmentId: string): Promise<number> {
    const row = await tx.row<{ count: number }>(
      `SELECT count(*)::int AS count FROM ticket WHERE department_id = $1 AND state <> 'closed'`,
      [departmentId],
    );
    return row?.count ?? 0;
  }
}

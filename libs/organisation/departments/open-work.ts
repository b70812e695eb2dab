import type { Tx } from '@huiyin/platform';

/** What keeps a department from being deactivated; whoever knows tickets answers. */
export abstract class OpenWork {
  /** Number of open tickets that the department owns, counted inside the transaction. */
  abstract openTicketsOf(tx: Tx, departmentId: string): Promise<number>;
}

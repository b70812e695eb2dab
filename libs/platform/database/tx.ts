import type { EntityManager } from 'typeorm';
import type { Actor } from './actor.js';

/**
 * One database transaction, one actor, one instant. Passed as the required first argument to whatever writes,
 * so that nothing can write outside a transaction or disagree about the time.
 */
export class Tx {
  constructor(
    readonly manager: EntityManager,
    readonly actor: Actor,
    readonly now: Date,
  ) {}

  /** Rows of any statement, also of UPDATE and DELETE … RETURNING (which the bare driver answers as a pair). */
  async rows<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    const runner = this.manager.queryRunner;
    if (!runner) throw new Error('A transaction needs its query runner.');
    const result: { records: Row[] } = await runner.query(sql, [...parameters], true);
    return result.records ?? [];
  }

  /** The first row, or undefined. */
  async row<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row | undefined> {
    return (await this.rows<Row>(sql, parameters))[0];
  }

  /** Number of rows that an INSERT, UPDATE or DELETE touched. */
  async execute(sql: string, parameters: readonly unknown[] = []): Promise<number> {
    const runner = this.manager.queryRunner;
    if (!runner) throw new Error('A transaction needs its query runner.');
    const result: { affected?: number } = await runner.query(sql, [...parameters], true);
    return result.affected ?? 0;
  }
}

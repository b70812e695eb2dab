import { Injectable } from '@nestjs/common';
import { DataSource, QueryFailedError } from 'typeorm';
import { Clock } from '../clock/clock.js';
import type { Actor } from './actor.js';
import { Tx } from './tx.js';

const MAX_ATTEMPTS = 4;
/** PostgreSQL's serialization_failure and deadlock_detected: the whole transaction may simply be run again. */
const REPEATABLE = new Set(['40001', '40P01']);

/** The PostgreSQL error code (SQLSTATE) of a failed statement, or undefined for other errors. */
export function sqlState(error: unknown): string | undefined {
  if (!(error instanceof QueryFailedError)) return undefined;
  const driverError: unknown = error.driverError;
  if (typeof driverError !== 'object' || driverError === null || !('code' in driverError)) return undefined;
  return typeof driverError.code === 'string' ? driverError.code : undefined;
}

/** Name of the constraint that a failed statement violated, or undefined. */
export function violatedConstraint(error: unknown): string | undefined {
  if (!(error instanceof QueryFailedError)) return undefined;
  const driverError: unknown = error.driverError;
  if (typeof driverError !== 'object' || driverError === null || !('constraint' in driverError))
    return undefined;
  return typeof driverError.constraint === 'string' ? driverError.constraint : undefined;
}

/** Runs work in one transaction: everything it wrote is kept, or nothing is. */
@Injectable()
export class UnitOfWork {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** `work` may run again after a deadlock, so it must touch nothing but the transaction. */
  async run<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.dataSource.transaction((manager) => work(new Tx(manager, actor, this.clock.now())));
      } catch (error) {
        if (attempt >= MAX_ATTEMPTS || !REPEATABLE.has(sqlState(error) ?? '')) throw error;
      }
    }
  }

  /** Rows of a single reading statement, outside any transaction. */
  async read<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.dataSource.query<Row[]>(sql, [...parameters]);
  }

  now(): Date {
    return this.clock.now();
  }
}

import { collectDefaultMetrics, Gauge, register } from 'prom-client';
import type { DataSource } from 'typeorm';

interface CountedPool {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

function isPool(value: unknown): value is CountedPool {
  return typeof value === 'object' && value !== null && 'totalCount' in value && 'waitingCount' in value;
}

/** Measures this process from now on: event loop, memory, and its connections to the database. Called once. */
export function observeProcess(dataSource: DataSource): void {
  collectDefaultMetrics({ register });
  const connections = new Gauge({
    name: 'huiyin_database_pool_connections',
    help: 'Connections of this process: open, idle, and requests that wait for one.',
    labelNames: ['state'],
    registers: [register],
    collect: () => {
      const pool: unknown = 'master' in dataSource.driver ? dataSource.driver.master : null;
      if (!isPool(pool)) return;
      connections.set({ state: 'open' }, pool.totalCount);
      connections.set({ state: 'idle' }, pool.idleCount);
      connections.set({ state: 'waiting' }, pool.waitingCount);
    },
  });
}

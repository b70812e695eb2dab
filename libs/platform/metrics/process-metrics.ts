import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, register } from 'prom-client';
import { DataSource } from 'typeorm';

interface CountedPool {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

function isPool(value: unknown): value is CountedPool {
  return typeof value === 'object' && value !== null && 'totalCount' in value && 'waitingCount' in value;
}

/** What a process tells of itself: event loop, memory, its connections to the database. */
@Injectable()
export class ProcessMetrics {
  constructor(private readonly dataSource: DataSource) {}

  /** Measures from now on; called once in a process. */
  start(): void {
    collectDefaultMetrics({ register });
    const { driver } = this.dataSource;
    const connections = new Gauge({
      name: 'huiyin_database_pool_connections',
      help: 'Connections of this process: open, idle, and requests that wait for one.',
      labelNames: ['state'],
      registers: [register],
      collect: () => {
        const pool: unknown = 'master' in driver ? driver.master : null;
        if (!isPool(pool)) return;
        connections.set({ state: 'open' }, pool.totalCount);
        connections.set({ state: 'idle' }, pool.idleCount);
        connections.set({ state: 'waiting' }, pool.waitingCount);
      },
    });
  }

  /** Text exposition format 0.0.4. */
  async text(): Promise<string> {
    return register.metrics();
  }
}

import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AllowGuard } from './access/allow.js';
import { Clock, SystemClock } from './clock/clock.js';
import { createDataSource, type DatabaseParts } from './database/data-source.js';
import { SchemaState } from './database/schema-state.js';
import { UnitOfWork } from './database/unit-of-work.js';
import { EventFollower } from './events/event-follower.js';
import { Jobs } from './jobs/jobs.js';
import { Log } from './logging/log.js';
import { ProcessMetrics } from './metrics/process-metrics.js';
import { ProblemFilter } from './problems/problem-filter.js';
import { Settings } from './settings/settings.js';

export interface PlatformOptions extends DatabaseParts {
  readonly settings: Settings;
  /** Given by tests that move time; the real clock otherwise. */
  readonly clock?: Clock;
  readonly poolSize?: number;
}

@Global()
@Module({})
export class PlatformModule {
  static forRoot(options: PlatformOptions): DynamicModule {
    const shared = [
      { provide: Settings, useValue: options.settings },
      { provide: Clock, useValue: options.clock ?? new SystemClock() },
      Log,
      SchemaState,
      UnitOfWork,
      EventFollower,
      Jobs,
      ProcessMetrics,
    ];
    return {
      module: PlatformModule,
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: () => ({ retryAttempts: 0 }) as never,
          dataSourceFactory: async () =>
            createDataSource(options.settings.databaseUrl, options, options.poolSize).initialize(),
        }),
      ],
      providers: [
        ...shared,
        { provide: APP_GUARD, useClass: AllowGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
      exports: [...shared, TypeOrmModule],
    };
  }
}

import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@huiyin/platform';
import { Gauge, register, Registry } from 'prom-client';
import { isWorkerAlive, type OperationsFacts } from '../domain/facts.js';
import { FINDING_CODES, findingsOf, LEVELS, levelOfAll, type Finding } from '../domain/findings.js';
import { OperationsView } from '../http/operations-view.js';
import { readLoad, type Load } from './load.queries.js';

/** What the gauges are set from. */
interface Measured {
  readonly facts: OperationsFacts;
  readonly findings: readonly Finding[];
  readonly load: Load;
}

/** No label names a person, a ticket or a department; each has as many values as the code has words for it. */
type Reading = number | readonly (readonly [label: string, value: number])[];

interface Measure {
  readonly name: string;
  readonly help: string;
  /** The one label of a gauge with several values. */
  readonly label?: string;
  readonly read: (measured: Measured) => Reading;
}

const seconds = (at: Date | null): number => (at === null ? 0 : at.getTime() / 1000);

function behind(at: Date | null, now: Date): number {
  return at === null ? 0 : Math.max(0, seconds(now) - seconds(at));
}

const MEASURES: readonly Measure[] = [
  {
    name: 'huiyin_alarm_level',
    help: 'How the installation is: 0 ok, 1 needs attention, 2 alarm.',
    read: ({ findings }) => LEVELS.indexOf(levelOfAll(findings)),
  },
  {
    name: 'huiyin_finding_level',
    help: 'The same for each thing that can be wrong.',
    label: 'finding',
    read: ({ findings }) =>
      FINDING_CODES.map((code) => [
        code,
        Math.max(0, ...findings.filter((f) => f.code === code).map((f) => LEVELS.indexOf(f.level))),
      ]),
  },
  {
    name: 'huiyin_sweep_behind_seconds',
    help: 'Age of the oldest step of a clock that has come and is not recorded.',
    read: ({ facts }) => behind(facts.sweep.oldestDueAt, facts.measuredAt),
  },
  {
    name: 'huiyin_sweep_due_clocks',
    help: 'Clocks whose next step has come and is not recorded; counting stops at 10001.',
    read: ({ facts }) => facts.sweep.due,
  },
  {
    name: 'huiyin_sweep_next_due_timestamp_seconds',
    help: 'When the next step of a clock comes; 0 when none does.',
    read: ({ facts }) => seconds(facts.sweep.nextDueAt),
  },
  {
    name: 'huiyin_follower_unread_events',
    help: 'Events that a follower has not read; counting stops at 10001.',
    label: 'follower',
    read: ({ facts }) => facts.followers.map(({ name, unread }) => [name, unread]),
  },
  {
    name: 'huiyin_follower_behind_seconds',
    help: 'Least age of the oldest event that a follower has not read.',
    label: 'follower',
    read: ({ facts }) =>
      facts.followers.map(({ name, unread, unreadSince }) => [
        name,
        unread === 0 ? 0 : behind(unreadSince, facts.measuredAt),
      ]),
  },
  {
    name: 'huiyin_jobs',
    help: 'Jobs by state; lost ones are active without a sign of life, failed ones of the last hour.',
    label: 'state',
    read: ({ facts: { jobs } }) => [
      ['waiting', jobs.waiting],
      ['active', jobs.active],
      ['lost', jobs.lost],
      ['retrying', jobs.retrying],
      ['failed', jobs.failed],
    ],
  },
  {
    name: 'huiyin_mails',
    help: 'Mails by state: due, kept for later, in the hands of a worker, given up, given up and not acknowledged.',
    label: 'state',
    read: ({ facts: { mails } }) => [
      ['due', mails.due],
      ['later', mails.later],
      ['claimed', mails.claimed],
      ['dead', mails.dead],
      ['dead-unacknowledged', mails.deadUnacknowledged],
    ],
  },
  {
    name: 'huiyin_mail_behind_seconds',
    help: 'How long the mail that is due for longest has waited.',
    read: ({ facts }) => behind(facts.mails.oldestDueAt, facts.measuredAt),
  },
  {
    name: 'huiyin_mail_last_accepted_timestamp_seconds',
    help: 'When a mail server last accepted a mail; 0 when none ever did.',
    read: ({ facts }) => seconds(facts.mails.lastAcceptedAt),
  },
  {
    name: 'huiyin_last_event_timestamp_seconds',
    help: 'When the newest event happened; 0 when there is none.',
    read: ({ facts }) => seconds(facts.lastEventAt),
  },
  {
    name: 'huiyin_workers_alive',
    help: 'Workers that have shown themselves in the last half minute.',
    read: ({ facts }) => facts.workers.filter((worker) => isWorkerAlive(worker, facts.measuredAt)).length,
  },
  {
    name: 'huiyin_database_size_bytes',
    help: 'Size of the database.',
    read: ({ facts }) => facts.database.sizeBytes,
  },
  {
    name: 'huiyin_database_connections',
    help: 'Connections of all clients to the server, and how many it allows.',
    label: 'kind',
    read: ({ facts: { database } }) => [
      ['used', database.connections],
      ['allowed', database.connectionLimit],
    ],
  },
  {
    name: 'huiyin_database_clock_ahead_seconds',
    help: 'How far the clock of the database is ahead of this process.',
    read: ({ facts }) => facts.database.clockAheadMs / 1000,
  },
  {
    name: 'huiyin_database_oldest_transaction_seconds',
    help: 'Age of the oldest transaction that still runs.',
    read: ({ facts }) => facts.database.oldestTransactionSeconds,
  },
  {
    name: 'huiyin_clocks_open',
    help: 'Clocks of open tickets that run or stand still for the author.',
    label: 'leg',
    read: ({ load }) => load.clocks,
  },
  {
    name: 'huiyin_tickets',
    help: 'Tickets by state; how many are closed is what PostgreSQL estimates.',
    label: 'state',
    read: ({ load }) => load.tickets,
  },
];

/** The metrics of this process and of the installation as Prometheus reads them. */
@Injectable()
export class OperationsMetrics {
  private readonly gauges = new Registry();
  private readonly set: readonly ((measured: Measured) => void)[];
  private reading: Promise<string> | null = null;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly operations: OperationsView,
  ) {
    this.set = MEASURES.map(({ name, help, label, read }) => {
      const gauge = new Gauge({
        name,
        help,
        labelNames: label === undefined ? [] : [label],
        registers: [this.gauges],
      });
      return (measured) => {
        const reading = read(measured);
        gauge.reset();
        if (typeof reading === 'number') gauge.set(reading);
        else for (const [value, count] of reading) gauge.set({ [label ?? '']: value }, count);
      };
    });
  }

  /** Text exposition format 0.0.4. Readers at the same moment share one reading. */
  async text(): Promise<string> {
    this.reading ??= this.read().finally(() => (this.reading = null));
    return this.reading;
  }

  private async read(): Promise<string> {
    const facts = await this.operations.facts();
    const measured = { facts, findings: findingsOf(facts), load: await readLoad(this.unitOfWork) };
    for (const set of this.set) set(measured);
    return Registry.merge([register, this.gauges]).metrics();
  }
}

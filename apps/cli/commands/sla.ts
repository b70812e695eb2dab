import Table from 'cli-table3';
import { Command } from 'commander';
import { Log, SystemClock, UnitOfWork } from '@huiyin/platform';
import { CalendarDirectory, ClockAudit, ClockExplanations, ClockSweep, PolicyDirectory } from '@huiyin/sla';
import { dueDifferences } from '@huiyin/ticket';
import { readEnvironment } from '../../../config/env.js';
import { prepareSchema, withDatabase } from '../database.js';
import { Sentence } from '../sentence.js';

interface Rooms {
  readonly unitOfWork: UnitOfWork;
  readonly audit: ClockAudit;
  readonly explanations: ClockExplanations;
  readonly sweep: ClockSweep;
}

const PLAIN = { style: { head: [], border: [] } };

/** Looks at clocks and deadlines: explains one, replays all, records what is due. */
export function slaCommand(): Command {
  const command = new Command('sla').description('explain a deadline, replay all clocks, record what is due');
  command
    .command('explain')
    .argument('<ticket>', 'number (HY-10042) or id')
    .description('how the deadlines of a ticket came about')
    .action((ticket: string) => withRooms((rooms) => explain(rooms, ticket)));
  command
    .command('audit')
    .description('replay every clock from its events and compare; exit 1 when anything differs')
    .action(() => withRooms(audit));
  command
    .command('sweep')
    .option('--once', 'stop when nothing more is due (the worker does the same without end)', true)
    .description('record the steps that clocks have come to')
    .action(() => withRooms(sweep));
  return command;
}

async function withRooms(work: (rooms: Rooms) => Promise<void>): Promise<void> {
  const environment = readEnvironment();
  await withDatabase(environment, async (dataSource, url) => {
    await prepareSchema(dataSource, environment);
    const log = new Log({ ...environment, databaseUrl: url, smtpUrl: environment.smtpUrl ?? '' });
    const clock = new SystemClock();
    const unitOfWork = new UnitOfWork(dataSource, clock);
    const calendars = new CalendarDirectory(unitOfWork, clock, log);
    const policies = new PolicyDirectory(unitOfWork, clock);
    // Read before any transaction asks for them.
    await calendars.calendarFor(null);
    await policies.at(clock.now());
    await work({
      unitOfWork,
      audit: new ClockAudit(unitOfWork, calendars, policies),
      explanations: new ClockExplanations(unitOfWork, calendars),
      sweep: new ClockSweep(unitOfWork, calendars, policies),
    });
  });
}

async function explain({ unitOfWork, explanations }: Rooms, ticket: string): Promise<void> {
  const [found] = await unitOfWork.read<{ id: string; number: string }>(
    `SELECT id, number FROM ticket WHERE number = $1 OR id::text = $1`,
    [ticket],
  );
  if (!found)
    throw new Sentence(`There is no ticket ${ticket}: give its number, such as HY-10042, or its id.`);
  for (const clock of await explanations.explain(found.id)) {
    const zone = { timeZone: clock.timeZone };
    const time = (instant: Date): string => instant.toLocaleString('sv-SE', zone);
    console.log(
      `\n${found.number}, ${clock.leg}, round ${clock.round}: ${hours(clock.targetSeconds)} of working time from ` +
        `${time(clock.startedAt)}, due ${time(clock.dueAt)} (${clock.timeZone}, policy ${clock.policyVersion}, ${clock.state})`,
    );
    for (const { at, kind, seconds } of clock.targetChanges)
      console.log(`  ${time(at)}: ${kind}, ${seconds < 0 ? '-' : '+'}${hours(Math.abs(seconds))}`);
    const table = new Table({ head: ['from', 'to', 'counted'], ...PLAIN });
    for (const span of clock.spans) table.push([time(span.startsAt), time(span.endsAt), hours(span.seconds)]);
    for (const pause of clock.pauses) {
      table.push([time(pause.startsAt), time(pause.endsAt), `stood still (${hours(pause.seconds)})`]);
    }
    console.log(table.toString());
  }
}

function hours(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

async function audit({ unitOfWork, audit: clocks }: Rooms): Promise<void> {
  const { compared, differences } = await clocks.run();
  const due = await dueDifferences(unitOfWork);
  const table = new Table({ head: ['ticket', 'what', 'stored', 'replayed'], ...PLAIN });
  for (const { ticketId, what, stored, replayed } of differences)
    table.push([ticketId, what, stored, replayed]);
  for (const { ticketId, stored, counted } of due)
    table.push([ticketId, 'due on the ticket', stored, counted]);
  if (table.length > 0) console.log(table.toString());
  console.log(`${compared} clocks compared, ${differences.length + due.length} differences`);
  if (table.length > 0) process.exitCode = 1;
}

async function sweep({ sweep: clocks }: Rooms): Promise<void> {
  let recorded = 0;
  for (let batch = await clocks.sweep(); batch > 0; batch = await clocks.sweep()) recorded += batch;
  console.log(`${recorded} steps recorded`);
}

import { statfs } from 'node:fs/promises';
import { connect } from 'node:net';
import Table from 'cli-table3';
import { Command } from 'commander';
import { findingsOf, readOperationsFacts, wordFinding } from '@huiyin/operations';
import { findEmbeddedDatabase, SystemClock, UnitOfWork } from '@huiyin/platform';
import { type Environment, readEnvironment } from '../../../config/env.js';
import { type OpenDataSource, openDataSource } from '../database.js';
import { examineAlarms, type Found } from './doctor-intake.js';
import { refuseRealPeopleInDemo } from '../../../config/demo-guard.js';

interface Finding extends Found {
  readonly what: string;
}

const LEAST_FREE_BYTES = 500 * 1024 * 1024;
const CONNECT_LIMIT_MS = 3_000;

export function doctorCommand(): Command {
  return new Command('doctor')
    .description(
      'check Node.js, disk, database, mail server, api, intake and whether everything moves; exit code 1 when something is wrong',
    )
    .action(async () => {
      const findings = await examine(readEnvironment());
      const table = new Table({
        head: ['', 'What', 'Found'],
        style: { head: [], border: [] },
        colWidths: [null, 40, 80],
        wordWrap: true,
      });
      for (const finding of findings) table.push([markOf(finding), finding.what, finding.details]);
      console.log(table.toString());
      if (findings.some(({ isGood }) => !isGood)) process.exitCode = 1;
    });
}

function markOf({ isGood, isNote }: Finding): string {
  if (!isGood) return '✗';
  return isNote ? '!' : '✓';
}

async function examine(environment: Environment): Promise<Finding[]> {
  return [
    { what: 'Node.js', isGood: process.versions.node.startsWith('24.'), details: process.version },
    { what: 'Mode', isGood: true, details: environment.mode },
    await check('Disk', () => examineDisk(environment.home)),
    ...(await examineDatabase(environment)),
    await check('Mail', () => examineMail(environment)),
    await check('Api', () => examineApi(environment)),
    await check('Anonymous writing', () => examineIntake(environment)),
  ];
}

/** An error is a finding as well. */
async function check(what: string, look: () => Promise<Found>): Promise<Finding> {
  try {
    return { what, ...(await look()) };
  } catch (error) {
    return { what, isGood: false, details: error instanceof Error ? error.message : String(error) };
  }
}

async function examineDisk(home: string): Promise<Found> {
  const { bavail, bsize } = await statfs(home);
  const details = `${Math.round((bavail * bsize) / 1024 / 1024)} MB free for ${home}`;
  return { isGood: bavail * bsize > LEAST_FREE_BYTES, details };
}

async function examineDatabase(environment: Environment): Promise<Finding[]> {
  const own =
    environment.databaseUrl === undefined ? await findEmbeddedDatabase(environment.home) : undefined;
  const url = environment.databaseUrl ?? own?.url;
  if (url === undefined) {
    return [{ what: 'Database', isGood: false, details: 'our own PostgreSQL is not running: use npm start' }];
  }
  let dataSource: OpenDataSource | undefined;
  const opened = await check('Database', async () => {
    dataSource = await openDataSource(url);
    const [row]: { version: string }[] = await dataSource.query(
      `SELECT current_setting('server_version') AS version`,
    );
    return { isGood: true, details: `PostgreSQL ${row?.version ?? ''}${own ? ' (our own)' : ''}` };
  });
  if (dataSource === undefined) return [opened];
  const connected = dataSource;
  try {
    return [
      opened,
      await check('Schema', async () => {
        const isBehind = await connected.showMigrations();
        return { isGood: !isBehind, details: isBehind ? 'behind: run npm run cli -- migrate' : 'up to date' };
      }),
      await check('People', async () => {
        await refuseRealPeopleInDemo(new UnitOfWork(connected, new SystemClock()), environment.mode);
        const [row]: { count: number }[] = await connected.query('SELECT count(*)::int AS count FROM person');
        return { isGood: true, details: String(row?.count ?? 0) };
      }),
      ...(await examineOperations(connected)),
      await check('Alarms of the intake', () => examineAlarms(connected)),
    ];
  } finally {
    await connected.destroy();
  }
}

/** What the administrators' page shows as well. */
async function examineOperations(dataSource: OpenDataSource): Promise<Finding[]> {
  const clock = new SystemClock();
  let findings: Finding[] = [];
  const looked = await check('Operations', async () => {
    const facts = await new UnitOfWork(dataSource, clock).run(
      { kind: 'system', name: 'doctor' },
      async (tx) => readOperationsFacts(tx, () => clock.now()),
    );
    findings = findingsOf(facts).map((finding) => {
      const { what, todo } = wordFinding('en', finding);
      return { what, isGood: finding.level !== 'alarm', isNote: true, details: todo };
    });
    return { isGood: true, details: findings.length === 0 ? 'everything moves' : 'see the next lines' };
  });
  return [looked, ...findings];
}

async function examineMail(environment: Environment): Promise<Found> {
  if (environment.smtpUrl === undefined) return { isGood: true, details: 'own mail catcher, while up runs' };
  const { hostname, port, protocol } = new URL(environment.smtpUrl);
  const target = { host: hostname, port: Number(port) || (protocol === 'smtps:' ? 465 : 587) };
  return new Promise((resolve, reject) => {
    const socket = connect(target, () => {
      socket.destroy();
      resolve({ isGood: true, details: `${target.host}:${target.port} answers` });
    });
    socket.setTimeout(CONNECT_LIMIT_MS, () => {
      socket.destroy();
      reject(new Error(`${target.host}:${target.port} does not answer`));
    });
    socket.once('error', reject);
  });
}

async function examineApi(environment: Environment): Promise<Found> {
  const url = `${environment.publicUrl}/health/ready`;
  return answersWell(await ask(url));
}

/** Asks the api what browsers are told: `up` may have found the intake a port of its own. */
async function examineIntake(environment: Environment): Promise<Found> {
  const keys = await ask(`${environment.publicUrl}/api/v1/anonymity/keys`);
  if (!keys.ok) return answersWell(keys);
  const { intake } = (await keys.json()) as { intake: { url: string } | null };
  if (intake === null)
    return {
      isGood: true,
      isNote: true,
      details: 'for nobody: set INTAKE_PUBLIC_URL to the https address at which browsers reach the intake',
    };
  return answersWell(await ask(`${intake.url}/health`));
}

async function ask(url: string): Promise<Response> {
  return fetch(url, { signal: AbortSignal.timeout(CONNECT_LIMIT_MS) }).catch(() => {
    throw new Error(`${url} does not answer: is it running, and is the address right?`);
  });
}

function answersWell({ url, ok, status }: Response): Found {
  return { isGood: ok, details: `${url} answers ${status}` };
}

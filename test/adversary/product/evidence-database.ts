import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { hash } from '@node-rs/argon2';
import pg from 'pg';
import { createDataSource, migrate, startEmbeddedDatabase, SystemClock, UnitOfWork } from '@huiyin/platform';
import { seedDemo } from '../../../apps/cli/seed/demo-seed.js';
import { openIntakeRole } from '../../../apps/cli/supervisor/intake-role.js';
import { databaseParts } from '../../../config/rooms.js';
import { makeHome, removeHome } from '../../support/throwaway-home.js';
import { PASSWORD, type Employee } from '../world/roster.js';

/** Signing in a thousand times is not what is looked at here. */
const CHEAP = { memoryCost: 8, timeCost: 1, parallelism: 1 };

/** Everything that PostgreSQL can be told to write down, and nothing of it thrown away. */
const TALKATIVE: Readonly<Record<string, string>> = {
  wal_keep_size: '100GB',
  max_wal_size: '100GB',
  checkpoint_timeout: '1d',
  log_line_prefix: '%m [%p] %q%u@%d %a ',
  log_connections: 'all',
  log_disconnections: 'on',
  log_lock_waits: 'on',
  log_checkpoints: 'on',
  // What is written is the same; only a loss of power would be noticed.
  fsync: 'off',
};
/** For whoever is not kept out of it by the settings of the own role, as the intake is. */
const TALKATIVE_SESSIONS: Readonly<Record<string, string>> = {
  log_statement: 'all',
  log_duration: 'on',
  log_min_error_statement: 'debug5',
  log_parameter_max_length: '-1',
  log_parameter_max_length_on_error: '-1',
};

/** A database of one run. */
export interface RunDatabase extends AsyncDisposable {
  readonly url: string;
  /** As the role of the intake. */
  readonly intakeUrl: string;
}

/** PostgreSQL as the most curious of all administrators would run it, with people in a database to copy. */
export class EvidenceDatabase implements AsyncDisposable {
  private constructor(
    readonly url: string,
    readonly dataFolder: string,
    private readonly cleanup: AsyncDisposableStack,
  ) {}

  static async start(employees: readonly Employee[]): Promise<EvidenceDatabase> {
    await using cleanup = new AsyncDisposableStack();
    const home = await makeHome();
    cleanup.defer(() => removeHome(home));
    const server = await startEmbeddedDatabase({ home, log: () => undefined });
    cleanup.defer(() => server.stop());
    await onServer(server.url, async (client) => {
      for (const [name, value] of Object.entries(TALKATIVE)) {
        await client.query(`ALTER SYSTEM SET ${name} = '${value}'`);
      }
      await client.query('SELECT pg_reload_conf()');
    });
    await populate(server.url, employees);
    const [row] = await onServer(server.url, async (client) => {
      return (await client.query<{ folder: string }>(`SELECT current_setting('data_directory') AS folder`))
        .rows;
    });
    return new EvidenceDatabase(server.url, row?.folder ?? '', cleanup.move());
  }

  /** What the server itself writes down. */
  get logFile(): string {
    return join(dirname(this.dataFolder), 'server.log');
  }

  /** A copy of the populated database, of which everything is logged. */
  async open(): Promise<RunDatabase> {
    const name = `run_${randomBytes(6).toString('hex')}`;
    const template = new URL(this.url);
    const url = new URL(this.url);
    url.pathname = `/${name}`;
    await onServer(this.url, async (client) => {
      await client.query(`CREATE DATABASE ${name} TEMPLATE ${template.pathname.slice(1)} STRATEGY FILE_COPY`);
      for (const [setting, value] of Object.entries(TALKATIVE_SESSIONS)) {
        await client.query(`ALTER DATABASE ${name} SET ${setting} = '${value}'`);
      }
    });
    const dataSource = createDataSource(url.href, databaseParts, 1);
    await dataSource.initialize();
    const intakeUrl = await openIntakeRole(dataSource, url.href);
    await dataSource.destroy();
    if (intakeUrl === null) throw new Error('The intake has no role of its own.');
    return {
      url: url.href,
      intakeUrl,
      [Symbol.asyncDispose]: () =>
        onServer(this.url, async (client) => {
          await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
        }),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.cleanup.disposeAsync();
  }
}

/** Does something as the superuser, in the database that exists before all others. */
async function onServer<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const address = new URL(url);
  address.pathname = '/postgres';
  const client = new pg.Client({ connectionString: address.href, application_name: 'adversary' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The demo organisation, and the employees of the run as agents of its hotlines. */
async function populate(url: string, employees: readonly Employee[]): Promise<void> {
  const dataSource = createDataSource(url, databaseParts, 2);
  await dataSource.initialize();
  try {
    await migrate(dataSource);
    await seedDemo(new UnitOfWork(dataSource, new SystemClock()));
    await dataSource.query(
      `INSERT INTO person (id, employee_number, name, email, locale, site_id, department_id, must_change_password,
                           created_at, updated_at, version, head_hash)
       SELECT gen_random_uuid(), w.number, '样' || w.number, lower(w.number) || '@huiyin.example.test', 'zh-CN', p.site_id,
              p.department_id, false, p.created_at, p.created_at, 1, p.head_hash
         FROM unnest($1::text[]) WITH ORDINALITY AS w (number, place)
         JOIN person p ON p.employee_number = CASE WHEN w.place % 2 = 0 THEN 'A1001' ELSE 'A1002' END`,
      [employees.map(({ employeeNumber }) => employeeNumber)],
    );
    await dataSource.query(`UPDATE person SET password_hash = $1, is_demo = false`, [
      await hash(PASSWORD, CHEAP),
    ]);
    // One at each department gets the letters; more of them tell nothing more.
    await dataSource.query(
      `UPDATE person p SET email = NULL WHERE NOT EXISTS (SELECT FROM department d WHERE d.head_id = p.id)`,
    );
    await dataSource.query('VACUUM ANALYZE person');
  } finally {
    await dataSource.destroy();
  }
}

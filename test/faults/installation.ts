import { join } from 'node:path';
import { createDataSource, migrate, SystemClock, UnitOfWork } from '@huiyin/platform';
import { CalendarRegister, WEEKDAYS } from '@huiyin/sla';
import { seedDemo } from '../../apps/cli/seed/demo-seed.js';
import { environmentWith } from '../../config/env.js';
import { databaseParts } from '../../config/rooms.js';
import { freePort } from '../support/free-port.js';
import { TestMailServer } from '../support/test-mail-server.js';
import { DatabaseVictim } from './database-victim.js';
import { ProgramVictim } from './program-victim.js';

/** Everything that an installation has, each part in a process of its own except the mail server. */
export interface Installation {
  readonly url: string;
  readonly database: DatabaseVictim;
  readonly programs: readonly ProgramVictim[];
  /** In this process: it must remember what it took, whatever dies. */
  readonly mailServer: TestMailServer;
}

/** Starts a demo installation on durable storage; `cleanup` ends it. */
export async function install(
  home: string,
  programFolder: string,
  cleanup: AsyncDisposableStack,
): Promise<Installation> {
  const mailServer = await TestMailServer.start();
  cleanup.defer(() => mailServer.stop());
  const database = await DatabaseVictim.start(home);
  cleanup.defer(() => database.stop());
  await prepare(database.url);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const environment = environmentWith({
    DATABASE_URL: database.url,
    SMTP_URL: mailServer.url,
    HUIYIN_MODE: 'demo',
    HUIYIN_HOME: home,
    PUBLIC_URL: url,
    HOST: '127.0.0.1',
    PORT: String(port),
    LOG_LEVEL: 'warn',
    MAIL_CATCHER_FOLDER: undefined,
  });
  const programs = ['api', 'worker'].map((name) => {
    const script = join(programFolder, 'apps', name, 'main.js');
    return new ProgramVictim(name, script, environment, join(home, `${name}.log`));
  });
  for (const program of programs) {
    program.start();
    cleanup.defer(() => program.stop());
  }
  return { url, database, programs, mailServer };
}

async function prepare(url: string): Promise<void> {
  const dataSource = createDataSource(url, databaseParts, 2);
  await dataSource.initialize();
  try {
    await migrate(dataSource);
    const unitOfWork = new UnitOfWork(dataSource, new SystemClock());
    await seedDemo(unitOfWork);
    await openAtAllHours(unitOfWork);
  } finally {
    await dataSource.destroy();
  }
}

/** What waits for working hours is told at once, whenever the run is. */
async function openAtAllHours(unitOfWork: UnitOfWork): Promise<void> {
  const [calendar] = await unitOfWork.read<{ id: string; version: number }>(
    `SELECT c.id, max(v.version) AS version FROM calendar c JOIN calendar_version v ON v.calendar_id = c.id
      WHERE c.is_default GROUP BY c.id`,
  );
  if (!calendar) throw new Error('There is no default calendar.');
  const weekly = Object.fromEntries(WEEKDAYS.map((day) => [day, [['00:00', '24:00'] as const]]));
  const content = { timeZone: 'Asia/Shanghai', weekly, years: [], days: [] };
  await unitOfWork.run({ kind: 'system', name: 'faults' }, (tx) =>
    new CalendarRegister().publish(tx, calendar.id, calendar.version, content),
  );
}

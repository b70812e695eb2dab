import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { createDataSource, migrate } from '@huiyin/platform';
import { databaseParts } from '../../config/rooms.js';
import { IntakeDatabase } from '../../libs/anonymity/intake/store/intake-database.js';
import { TokenSafe } from '../../libs/anonymity/intake/token-safe.js';
import { createTestDatabase, type TestDatabase } from '../../test/support/test-database.js';
import { openIntakeRole } from '../cli/supervisor/intake-role.js';

const ADR = resolve(import.meta.dirname, '../../docs/adr/0010-database-roles-for-anonymity.md');

/** What a superuser runs on a server whose role of DATABASE_URL may not make roles, as the decision record has it. */
function statementsFor(app: string, password: string): string[] {
  return readFileSync(ADR, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^(CREATE|ALTER|GRANT)\b.*\bhuiyin_intake\b/.test(line))
    .map((line) =>
      line
        .replaceAll('huiyin_intake', `${app}_intake`)
        .replace(/\bTO app\b/, `TO ${app}`)
        .replace('choose one', password),
    );
}

describe('a server that was given to us without the right to make roles', () => {
  const app = `app_${randomBytes(6).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  let neighbour: TestDatabase;
  let intakeUrl: string;
  let appUrl: string;
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-given-'));

  beforeAll(async () => {
    neighbour = await createTestDatabase();
    const superuser = neighbour.dataSource;
    await superuser.query(`CREATE ROLE ${app} LOGIN PASSWORD '${password}'`);
    await superuser.query(`CREATE DATABASE ${app} OWNER ${app}`);
    for (const statement of statementsFor(app, password)) await superuser.query(statement);
    const of = (username: string): string =>
      Object.assign(new URL(neighbour.url), { pathname: `/${app}`, username, password }).href;
    appUrl = of(app);
    intakeUrl = of(`${app}_intake`);
  });
  afterAll(async () => {
    await neighbour.dataSource.query(`DROP DATABASE ${app} WITH (FORCE)`);
    for (const role of [`${app}_intake`, app]) await neighbour.dataSource.query(`DROP ROLE ${role}`);
    await neighbour.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('takes every migration, and the intake serves as the role that docs/adr/0010 makes', async () => {
    expect(statementsFor(app, password)).toHaveLength(11);
    const dataSource = createDataSource(appUrl, databaseParts, 2);
    await dataSource.initialize();
    await migrate(dataSource);
    // Its password is not ours to make.
    expect(await openIntakeRole(dataSource, appUrl)).toBeNull();
    await dataSource.destroy();

    const intake = new pg.Client({ connectionString: intakeUrl });
    const main = new pg.Client({ connectionString: appUrl });
    await Promise.all([intake.connect(), main.connect()]);
    const codeOf = async (client: pg.Client, sql: string): Promise<string> =>
      client.query(sql).then(
        () => 'done',
        (error: unknown) => (error as { code: string }).code,
      );
    expect(await codeOf(intake, `SELECT id FROM intake.told_department`)).toBe('done');
    expect(await codeOf(intake, `SELECT publish_intake_key('intake-promise', '2026-W48', 'x')`)).toBe('done');
    expect(await codeOf(intake, `SELECT id FROM person`)).toBe('42501');
    expect(await codeOf(main, `SET ROLE ${app}_intake`)).toBe('42501');
    expect(await codeOf(main, `DELETE FROM intake.released_ticket`)).toBe('42501');
    await Promise.all([intake.end(), main.end()]);
  });

  it('must not log what the intake says: it refuses to serve, and names each setting', async () => {
    const start = async (): Promise<string> => {
      const intake = new IntakeDatabase(intakeUrl, new TokenSafe(folder));
      const said = await intake.refuseWrongRole().then(
        () => 'serves',
        (error: Error) => error.message,
      );
      await intake.close();
      return said;
    };
    expect(await start()).toBe('serves');
    for (const [name, loud, quiet] of [
      ['log_statement', "'ddl'", "'none'"],
      ['log_min_error_statement', "'error'", "'panic'"],
      ['log_min_duration_statement', '1000', '-1'],
      ['log_min_duration_sample', '1000', '-1'],
      ['log_transaction_sample_rate', '0.5', '0'],
      ['auto_explain.log_min_duration', '0', '-1'],
      ['pgaudit.log', "'write'", "'none'"],
    ]) {
      await neighbour.dataSource.query(`ALTER ROLE ${app}_intake SET ${name} = ${loud}`);
      expect([name, await start()]).toEqual([name, expect.stringContaining(`set ${name} = `)]);
      await neighbour.dataSource.query(`ALTER ROLE ${app}_intake SET ${name} = ${quiet}`);
    }
    expect(await start()).toBe('serves');
  });
});

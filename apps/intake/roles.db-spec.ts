import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createDataSource, migrate } from '@huiyin/platform';
import { databaseParts } from '../../config/rooms.js';
import { IntakeDatabase, RoleFault } from '../../libs/anonymity/intake/store/intake-database.js';
import { TokenSafe } from '../../libs/anonymity/intake/token-safe.js';
import { createTestDatabase, type TestDatabase } from '../../test/support/test-database.js';
import { openIntakeRole } from '../cli/supervisor/intake-role.js';

const NOT_ALLOWED = '42501';

/** On a server that was given to us: the role of DATABASE_URL is no superuser and may make roles. */
describe('the roles of the two sides', () => {
  const app = `app_${randomBytes(6).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  let neighbour: TestDatabase;
  let main: pg.Client;
  let intake: pg.Client;
  let intakeUrl: string;
  let appUrl: string;

  beforeAll(async () => {
    neighbour = await createTestDatabase();
    await neighbour.dataSource.query(`CREATE ROLE ${app} LOGIN CREATEROLE PASSWORD '${password}'`);
    await neighbour.dataSource.query(`CREATE DATABASE ${app} OWNER ${app}`);
    const url = new URL(neighbour.url);
    Object.assign(url, { pathname: `/${app}`, username: app, password });
    appUrl = url.href;
    const dataSource = createDataSource(appUrl, databaseParts, 2);
    await dataSource.initialize();
    await migrate(dataSource);
    intakeUrl = (await openIntakeRole(dataSource, appUrl)) ?? '';
    await dataSource.destroy();
    main = await connected(appUrl);
    intake = await connected(intakeUrl);
  });
  afterAll(async () => {
    await main.end();
    await intake.end();
    await neighbour.dataSource.query(`DROP DATABASE ${app} WITH (FORCE)`);
    for (const role of [`${app}_intake`, `${app}_issuer`, app]) {
      await neighbour.dataSource.query(`DROP ROLE IF EXISTS ${role}`);
    }
    await neighbour.drop();
  });

  async function connected(url: string): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return client;
  }

  async function outcome(client: pg.Client, sql: string): Promise<string> {
    return client.query(sql).then(
      () => 'done',
      (error: unknown) => (error as { code: string }).code,
    );
  }

  async function tablesOf(schemas: string): Promise<string[]> {
    const { rows } = await main.query<{ name: string }>(
      `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'v', 'm') AND ${schemas} ORDER BY 1`,
    );
    return rows.map(({ name }) => name);
  }

  it('lets the intake read nothing of the identified side, not one table or view', async () => {
    const foreign = await tablesOf(
      `n.nspname NOT IN ('intake', 'pg_catalog', 'information_schema', 'pg_toast')`,
    );
    expect(foreign.length).toBeGreaterThan(30);
    for (const table of foreign) {
      const readable = await outcome(intake, `SELECT 1 FROM ${table} LIMIT 1`);
      // Views of extensions about the server itself belong to nobody's side.
      if (!table.includes('pg_stat')) expect([table, readable]).toEqual([table, NOT_ALLOWED]);
      expect([table, await outcome(intake, `DELETE FROM ${table}`)]).not.toEqual([table, 'done']);
    }
    expect(await outcome(intake, `SET ROLE ${app}`)).toBe(NOT_ALLOWED);
    expect(await outcome(intake, `CREATE TABLE public.x (y int)`)).toBe(NOT_ALLOWED);
  });

  it('tells the intake departments, public keys and a number, and lets it publish only its own keys', async () => {
    expect(await outcome(intake, `SELECT id, is_active, may_be_named FROM intake.told_department`)).toBe(
      'done',
    );
    expect(await outcome(intake, `SELECT kind, week, spki FROM intake.told_key`)).toBe('done');
    expect(await outcome(intake, `SELECT token_holders_since_release()`)).toBe('done');
    expect(await outcome(intake, `SELECT publish_intake_key('issuer', '2026-W48', 'x')`)).not.toBe('done');
    expect(await outcome(intake, `SELECT publish_intake_key('intake-promise', '2026-W48', 'x')`)).toBe(
      'done',
    );
    expect(await outcome(intake, `SELECT sign_intake_key('2026-W48', 'x')`)).toBe('done');
    expect(await outcome(main, `SELECT forget_token_holders()`)).toBe('done');
  });

  it('keeps the identified side from publishing a key of the intake, by one statement or through its functions', async () => {
    const added = `INSERT INTO anonymity_key SELECT max(sequence) + 1, 'intake-envelope', '2026-W49', 'x', hash,
      sha256(hash) FROM anonymity_key GROUP BY hash LIMIT 1`;
    expect(await outcome(main, added)).toBe(NOT_ALLOWED);
    expect(await outcome(main, `SELECT publish_intake_key('intake-envelope', '2026-W49', 'x')`)).toBe(
      NOT_ALLOWED,
    );
    expect(
      await outcome(
        main,
        `INSERT INTO intake_key_signature VALUES ('2026-W49', decode(repeat('00', 64), 'hex'))`,
      ),
    ).toBe(NOT_ALLOWED);
  });

  it('lets the identified side read what was released and write nothing', async () => {
    const tables = (await tablesOf(`n.nspname = 'intake'`)).filter((name) => !name.includes('told_'));
    expect(tables).toEqual([
      'intake.alarm',
      'intake.held_tokens',
      'intake.redeemed_token',
      'intake.release_day',
      'intake.release_rule',
      'intake.released_follow_up',
      'intake.released_picture',
      'intake.released_ticket',
    ]);
    for (const table of tables) {
      expect([table, await outcome(main, `SELECT 1 FROM ${table}`)]).toEqual([table, 'done']);
      expect([table, await outcome(main, `INSERT INTO ${table} DEFAULT VALUES`)]).toEqual([
        table,
        NOT_ALLOWED,
      ]);
      expect([table, await outcome(main, `DELETE FROM ${table}`)]).toEqual([table, NOT_ALLOWED]);
      expect([table, await outcome(main, `TRUNCATE ${table} CASCADE`)]).toEqual([table, NOT_ALLOWED]);
    }
    expect(await outcome(main, `SET ROLE ${app}_intake`)).toBe(NOT_ALLOWED);
  });

  it('keeps a time out of every column of the anonymous side, and every number that counts up', async () => {
    const { rows } = await main.query<{ type: string }>(
      `SELECT DISTINCT format_type(a.atttypid, NULL) AS type FROM pg_attribute a
         JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'intake' AND c.relkind IN ('r', 'v') AND a.attnum > 0 AND NOT a.attisdropped ORDER BY 1`,
    );
    expect(rows.map(({ type }) => type)).toEqual([
      'boolean',
      'bytea',
      'date',
      'integer',
      'jsonb',
      'smallint',
      'text',
      'uuid',
    ]);
    // Of a row the date of its release and no other: a second one could tell since when it waited.
    const dates = await main.query<{ name: string }>(
      `SELECT DISTINCT attname AS name FROM pg_attribute
        WHERE atttypid = 'date'::regtype AND attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'intake'::regnamespace)
        ORDER BY 1`,
    );
    expect(dates.rows.map(({ name }) => name)).toEqual(['noticed_on', 'released_on']);
    const foreign = await main.query(
      `SELECT 1 FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class f ON f.oid = k.confrelid
        WHERE k.contype = 'f' AND (c.relnamespace = 'intake'::regnamespace) <> (f.relnamespace = 'intake'::regnamespace)`,
    );
    expect(foreign.rows).toEqual([]);
    const counting = await main.query(
      `SELECT 1 FROM pg_class WHERE relkind = 'S' AND relnamespace = 'intake'::regnamespace`,
    );
    expect(counting.rows).toEqual([]);
  });

  it('turns the log of statements off for the intake where it may', async () => {
    const rows: { settings: string[] | null }[] = await neighbour.dataSource.query(
      `SELECT setconfig AS settings FROM pg_db_role_setting s JOIN pg_roles r ON r.oid = s.setrole
        WHERE r.rolname = (SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = 'intake')`,
    );
    expect(rows[0]?.settings).toEqual(
      expect.arrayContaining([
        'log_statement=none',
        'log_min_error_statement=panic',
        'log_min_duration_statement=-1',
        'log_error_verbosity=terse',
      ]),
    );
  });

  it('refuses to serve as a role that sees too much or whose statements are logged', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'huiyin-roles-'));
    const safe = new TokenSafe(folder);
    const asApp = new IntakeDatabase(appUrl, safe);
    await expect(asApp.refuseWrongRole()).rejects.toThrow(RoleFault);
    await asApp.close();

    await neighbour.dataSource.query(`ALTER ROLE ${app}_intake SET log_min_error_statement = 'panic'`);
    await neighbour.dataSource.query(`ALTER ROLE ${app}_intake SET log_statement = 'all'`);
    const logged = new IntakeDatabase(intakeUrl, safe);
    await expect(logged.refuseWrongRole()).rejects.toThrow(/log_statement/);
    await logged.close();
    await neighbour.dataSource.query(`ALTER ROLE ${app}_intake RESET log_statement`);
    const right = new IntakeDatabase(intakeUrl, safe);
    await right.refuseWrongRole();
    await right.close();
    rmSync(folder, { recursive: true });
  });
});

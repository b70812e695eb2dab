import { newId } from '@huiyin/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { FIRST_ANNOUNCED_YEAR } from './chinese-holidays.js';
import { DEFAULT_CALENDAR_CODE, defaultCalendar } from './default-calendar.js';
import { insertVersion } from './stored-calendar.js';

/** The years after this one are entered by an administrator, from the notice of each autumn. */
const LAST_SEEDED_YEAR = 2028;

export class Calendar1763800300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE calendar (
        id uuid PRIMARY KEY,
        code text NOT NULL CONSTRAINT calendar_code UNIQUE CHECK (code ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
        name jsonb NOT NULL,
        is_default boolean NOT NULL DEFAULT false,
        event_version integer NOT NULL DEFAULT 0,
        head_hash bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex') CHECK (length(head_hash) = 32)
      );
      CREATE UNIQUE INDEX calendar_one_default ON calendar (is_default) WHERE is_default;

      -- The highest version is in force.
      CREATE TABLE calendar_version (
        calendar_id uuid NOT NULL REFERENCES calendar (id),
        version integer NOT NULL CHECK (version > 0),
        time_zone text NOT NULL,
        weekly jsonb NOT NULL,
        created_at timestamptz(3) NOT NULL,
        PRIMARY KEY (calendar_id, version)
      );

      CREATE TABLE calendar_year (
        calendar_id uuid NOT NULL,
        version integer NOT NULL,
        year smallint NOT NULL CHECK (year BETWEEN 1900 AND 2499),
        state text NOT NULL CHECK (state IN ('announced', 'provisional')),
        PRIMARY KEY (calendar_id, version, year),
        FOREIGN KEY (calendar_id, version) REFERENCES calendar_version (calendar_id, version)
      );

      CREATE TABLE calendar_day (
        calendar_id uuid NOT NULL,
        version integer NOT NULL,
        date date NOT NULL,
        kind text NOT NULL CHECK (kind IN ('holiday', 'extra', 'break')),
        spans jsonb NOT NULL,
        name jsonb NOT NULL,
        PRIMARY KEY (calendar_id, version, date, kind),
        FOREIGN KEY (calendar_id, version) REFERENCES calendar_version (calendar_id, version)
      );

      -- Open clocks count by the version they started with: what it says may never change.
      CREATE TRIGGER calendar_version_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON calendar_version
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER calendar_year_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON calendar_year
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER calendar_day_fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON calendar_day
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      -- The owner is a department or a site; without a row the default calendar holds.
      CREATE TABLE calendar_use (
        owner_id uuid PRIMARY KEY,
        calendar_id uuid NOT NULL REFERENCES calendar (id)
      );
    `);
    await insertDefaultCalendar(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE calendar_use; DROP TABLE calendar_day; DROP TABLE calendar_year; DROP TABLE calendar_version;
      DROP TABLE calendar;
    `);
  }
}

async function insertDefaultCalendar(runner: QueryRunner): Promise<void> {
  const stored = defaultCalendar(FIRST_ANNOUNCED_YEAR, LAST_SEEDED_YEAR);
  const [instant] = await runner.manager.query<{ now: Date }[]>(`SELECT now()`);
  if (!instant) throw new Error('The database does not tell the time.');
  const id = newId(instant.now);
  await runner.query(`INSERT INTO calendar (id, code, name, is_default) VALUES ($1, $2, $3, true)`, [
    id,
    DEFAULT_CALENDAR_CODE,
    { 'zh-CN': '中国办公时间', en: 'Office hours, China', ru: 'Рабочее время, Китай' },
  ]);
  await insertVersion(
    (sql, parameters) => runner.query(sql, parameters),
    { id, version: 1 },
    stored,
    instant.now,
  );
}

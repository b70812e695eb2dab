import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Identity1763800100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE person (
        id uuid PRIMARY KEY,
        employee_number text NOT NULL CONSTRAINT person_employee_number UNIQUE,
        name text NOT NULL,
        email text,
        locale text NOT NULL CHECK (locale IN ('zh-CN', 'en', 'ru')),
        time_zone text NOT NULL DEFAULT 'Asia/Shanghai',
        site_id uuid,
        department_id uuid,
        roles text[] NOT NULL DEFAULT '{}'
          CHECK (roles <@ ARRAY['leader', 'administrator', 'quality-reviewer', 'survey-owner']),
        password_hash text,
        must_change_password boolean NOT NULL,
        is_active boolean NOT NULL DEFAULT true,
        is_demo boolean NOT NULL DEFAULT false,
        absent_from timestamptz(3),
        absent_until timestamptz(3),
        mail_bounced_at timestamptz(3),
        mail_bounce_reason text,
        created_at timestamptz(3) NOT NULL,
        updated_at timestamptz(3) NOT NULL,
        version integer NOT NULL CHECK (version > 0),
        head_hash bytea NOT NULL CHECK (length(head_hash) = 32),
        CONSTRAINT person_absence CHECK (absent_from < absent_until)
      );
      CREATE INDEX person_department ON person (department_id);

      CREATE TABLE session (
        id uuid PRIMARY KEY,
        token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
        person_id uuid NOT NULL REFERENCES person,
        is_shared_seat boolean NOT NULL,
        created_at timestamptz(3) NOT NULL,
        last_seen_at timestamptz(3) NOT NULL,
        idle_expires_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL
      );
      CREATE INDEX session_person ON session (person_id);
      CREATE INDEX session_age ON session (idle_expires_at);

      -- A browser in which a person has signed in before; other people's failures do not slow it.
      CREATE TABLE known_device (
        token_hash bytea NOT NULL CHECK (length(token_hash) = 32),
        person_id uuid NOT NULL REFERENCES person,
        last_used_at timestamptz(3) NOT NULL,
        PRIMARY KEY (token_hash, person_id)
      );
      CREATE INDEX known_device_age ON known_device (last_used_at);

      -- A leaking bucket of recent failed sign-ins. The key is a hash: the table is no list of numbers and addresses.
      CREATE TABLE sign_in_bucket (
        key bytea PRIMARY KEY CHECK (length(key) = 32),
        level double precision NOT NULL CHECK (level >= 0),
        filled_at timestamptz(3) NOT NULL,
        blocked_until timestamptz(3) NOT NULL
      );
      CREATE INDEX sign_in_bucket_age ON sign_in_bucket (filled_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE sign_in_bucket; DROP TABLE known_device; DROP TABLE session; DROP TABLE person;`,
    );
  }
}

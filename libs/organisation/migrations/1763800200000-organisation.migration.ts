import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Organisation1763800200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE site (
        id uuid PRIMARY KEY,
        code text NOT NULL CONSTRAINT site_code UNIQUE,
        name jsonb NOT NULL,
        time_zone text NOT NULL,
        created_at timestamptz(3) NOT NULL,
        updated_at timestamptz(3) NOT NULL,
        version integer NOT NULL CHECK (version > 0),
        head_hash bytea NOT NULL CHECK (length(head_hash) = 32)
      );

      CREATE TABLE department (
        id uuid PRIMARY KEY,
        code text NOT NULL CONSTRAINT department_code UNIQUE,
        name jsonb NOT NULL,
        site_id uuid CONSTRAINT department_site REFERENCES site,
        parent_id uuid CONSTRAINT department_parent REFERENCES department,
        kind text NOT NULL CHECK (kind IN ('ordinary', 'coordinator')),
        head_id uuid CONSTRAINT department_head REFERENCES person,
        deputy_id uuid CONSTRAINT department_deputy REFERENCES person,
        leader_id uuid CONSTRAINT department_leader REFERENCES person,
        is_active boolean NOT NULL DEFAULT true,
        created_at timestamptz(3) NOT NULL,
        updated_at timestamptz(3) NOT NULL,
        version integer NOT NULL CHECK (version > 0),
        head_hash bytea NOT NULL CHECK (length(head_hash) = 32),
        CONSTRAINT department_coordinator_stays CHECK (kind <> 'coordinator' OR is_active),
        CONSTRAINT department_deputy_differs CHECK (deputy_id <> head_id)
      );
      CREATE UNIQUE INDEX department_one_coordinator ON department (kind) WHERE kind = 'coordinator';
      CREATE INDEX department_by_head ON department (head_id);
      CREATE INDEX department_by_deputy ON department (deputy_id);
      CREATE INDEX department_by_leader ON department (leader_id);

      CREATE TABLE department_member (
        department_id uuid NOT NULL REFERENCES department,
        person_id uuid NOT NULL CONSTRAINT department_handler REFERENCES person,
        PRIMARY KEY (department_id, person_id)
      );
      CREATE INDEX department_member_person ON department_member (person_id);

      ALTER TABLE person
        ADD CONSTRAINT person_site FOREIGN KEY (site_id) REFERENCES site,
        ADD CONSTRAINT person_department FOREIGN KEY (department_id) REFERENCES department;

      CREATE TABLE scope_entry (
        id uuid PRIMARY KEY,
        department_id uuid NOT NULL REFERENCES department,
        lineage_id uuid NOT NULL,
        version integer NOT NULL CHECK (version > 0),
        title jsonb NOT NULL,
        belongs jsonb NOT NULL,
        belongs_not jsonb NOT NULL,
        state text NOT NULL CHECK (state IN ('published', 'retired')),
        published_at timestamptz(3) NOT NULL,
        retired_at timestamptz(3),
        published_by uuid REFERENCES person,
        head_hash bytea NOT NULL CHECK (length(head_hash) = 32),
        CONSTRAINT scope_entry_version UNIQUE (lineage_id, version),
        CONSTRAINT scope_entry_retirement CHECK ((state = 'retired') = (retired_at IS NOT NULL))
      );
      CREATE UNIQUE INDEX scope_entry_one_published ON scope_entry (lineage_id) WHERE state = 'published';
      CREATE INDEX scope_entry_department ON scope_entry (department_id) WHERE state = 'published';

      -- What was published stays readable as it was: the only change that a version knows is its retirement.
      CREATE FUNCTION refuse_scope_edit() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'UPDATE' AND OLD.state = 'published' AND NEW.state = 'retired'
           AND to_jsonb(NEW) - 'state' - 'retired_at' = to_jsonb(OLD) - 'state' - 'retired_at' THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION 'A published scope entry is never edited; publish the next version.'
          USING ERRCODE = 'integrity_constraint_violation';
      END $$;
      CREATE TRIGGER scope_entry_immutable BEFORE UPDATE OR DELETE ON scope_entry
        FOR EACH ROW EXECUTE FUNCTION refuse_scope_edit();

      CREATE TABLE organisation (
        id smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
        name jsonb NOT NULL,
        duty_leader_id uuid CONSTRAINT organisation_duty_leader REFERENCES person,
        version integer NOT NULL CHECK (version >= 0),
        head_hash bytea NOT NULL CHECK (length(head_hash) = 32)
      );
      INSERT INTO organisation (name, version, head_hash)
      VALUES ('{"zh-CN": "回音", "en": "Huiyin", "ru": "Хуэйинь"}', 0, decode(repeat('00', 32), 'hex'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE organisation; DROP TABLE scope_entry; DROP FUNCTION refuse_scope_edit();
      ALTER TABLE person DROP CONSTRAINT person_site, DROP CONSTRAINT person_department;
      DROP TABLE department_member; DROP TABLE department; DROP TABLE site;
    `);
  }
}

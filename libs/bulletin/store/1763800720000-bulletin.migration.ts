import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Bulletin1763800720000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SEQUENCE bulletin_number START 101;

      CREATE TABLE bulletin (
        id uuid PRIMARY KEY,
        number text NOT NULL UNIQUE,
        kind text NOT NULL CHECK (kind IN ('monthly', 'overdue', 'repeated')),
        -- YYYY-MM of a monthly one.
        period text CHECK (period ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
        state text NOT NULL CHECK (state IN ('draft', 'published', 'withdrawn', 'discarded')),
        -- By language; at least one when it is published.
        title jsonb NOT NULL,
        text jsonb NOT NULL,
        -- What was counted, as it was when it was counted.
        facts jsonb NOT NULL,
        for_everyone boolean NOT NULL DEFAULT false,
        reader_department_ids uuid[] NOT NULL DEFAULT '{}',
        reader_site_ids uuid[] NOT NULL DEFAULT '{}',
        reader_roles text[] NOT NULL DEFAULT '{}',
        reader_person_ids uuid[] NOT NULL DEFAULT '{}',
        drafted_at timestamptz(3) NOT NULL,
        published_by uuid REFERENCES person (id),
        published_at timestamptz(3),
        -- Why it was discarded or withdrawn.
        end_reason text,
        ended_at timestamptz(3),
        version integer NOT NULL CHECK (version > 0),
        chain_hash bytea NOT NULL CHECK (length(chain_hash) = 32),
        CHECK ((kind = 'monthly') = (period IS NOT NULL)),
        CHECK ((state IN ('published', 'withdrawn')) = (published_at IS NOT NULL)),
        CHECK ((published_at IS NULL) = (published_by IS NULL)),
        CHECK ((state IN ('withdrawn', 'discarded')) = (end_reason IS NOT NULL)),
        CHECK ((end_reason IS NULL) = (ended_at IS NULL))
      );
      -- One for each month, and one open draft that gathers the cases of a rule, whoever makes it.
      CREATE UNIQUE INDEX bulletin_month ON bulletin (period) WHERE period IS NOT NULL;
      CREATE UNIQUE INDEX bulletin_gathering ON bulletin (kind) WHERE state = 'draft' AND kind <> 'monthly';
      CREATE INDEX bulletin_published ON bulletin (published_at DESC, id DESC) WHERE published_at IS NOT NULL;
      CREATE INDEX bulletin_drafts ON bulletin (state, drafted_at DESC, id DESC);

      -- What people have read stays as they read it.
      CREATE FUNCTION refuse_bulletin_edit() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.state <> 'draft' AND
           (to_jsonb(NEW) - 'state' - 'end_reason' - 'ended_at' - 'version' - 'chain_hash')
           IS DISTINCT FROM (to_jsonb(OLD) - 'state' - 'end_reason' - 'ended_at' - 'version' - 'chain_hash') THEN
          RAISE EXCEPTION 'A published bulletin is never edited; add a note or withdraw it.'
            USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER bulletin_unchanged BEFORE UPDATE ON bulletin
        FOR EACH ROW EXECUTE FUNCTION refuse_bulletin_edit();

      CREATE TABLE bulletin_case (
        bulletin_id uuid NOT NULL REFERENCES bulletin (id),
        -- What made it a case: one thing is named once, in whatever bulletin.
        key text NOT NULL UNIQUE,
        ticket_id uuid NOT NULL REFERENCES ticket (id),
        ticket_number text NOT NULL,
        ticket_kind text NOT NULL,
        department_id uuid NOT NULL REFERENCES department (id),
        reason text NOT NULL CHECK (reason IN ('overdue', 'redos', 'rejections')),
        leg text,
        due_at timestamptz(3),
        overdue_seconds integer CHECK (overdue_seconds >= 0),
        count integer CHECK (count > 0),
        added_at timestamptz(3) NOT NULL,
        taken_out_at timestamptz(3),
        taken_out_by uuid REFERENCES person (id),
        taken_out_reason text,
        PRIMARY KEY (bulletin_id, key),
        CHECK ((reason = 'overdue') = (leg IS NOT NULL)),
        CHECK ((reason = 'overdue') = (due_at IS NOT NULL)),
        CHECK ((reason = 'overdue') = (overdue_seconds IS NOT NULL)),
        CHECK ((reason = 'overdue') = (count IS NULL)),
        CHECK ((taken_out_at IS NULL) = (taken_out_by IS NULL)),
        CHECK ((taken_out_at IS NULL) = (taken_out_reason IS NULL))
      );

      -- The departments that a month names, and who talks with them.
      CREATE TABLE bulletin_talk (
        bulletin_id uuid NOT NULL REFERENCES bulletin (id),
        department_id uuid NOT NULL REFERENCES department (id),
        months_in_a_row integer NOT NULL CHECK (months_in_a_row > 0),
        talk text NOT NULL CHECK (talk IN ('responsible-leader', 'duty-leader', 'leadership')),
        PRIMARY KEY (bulletin_id, department_id)
      );

      CREATE TABLE bulletin_note (
        bulletin_id uuid NOT NULL REFERENCES bulletin (id),
        version integer NOT NULL,
        text jsonb NOT NULL,
        written_by uuid NOT NULL REFERENCES person (id),
        written_at timestamptz(3) NOT NULL,
        PRIMARY KEY (bulletin_id, version)
      );
      CREATE TRIGGER bulletin_note_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON bulletin_note
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      CREATE TABLE bulletin_receipt (
        bulletin_id uuid NOT NULL REFERENCES bulletin (id),
        person_id uuid NOT NULL REFERENCES person (id),
        read_at timestamptz(3) NOT NULL,
        PRIMARY KEY (bulletin_id, person_id)
      );
      CREATE INDEX bulletin_receipt_person ON bulletin_receipt (person_id);

      CREATE TABLE rectification (
        id uuid PRIMARY KEY,
        bulletin_id uuid NOT NULL REFERENCES bulletin (id),
        department_id uuid NOT NULL REFERENCES department (id),
        state text NOT NULL CHECK (state IN ('awaited', 'answered', 'returned', 'accepted', 'dropped')),
        -- The day by which the head answers, or by which what the head promised is done.
        due_on date NOT NULL,
        -- The end of that day where the department is.
        due_at timestamptz(3) NOT NULL,
        due_set_at timestamptz(3) NOT NULL,
        reminder_recorded text CHECK (reminder_recorded IN ('due-soon', 'overdue')),
        next_reminder_at timestamptz(3),
        return_reason text,
        decided_by uuid REFERENCES person (id),
        decided_at timestamptz(3),
        version integer NOT NULL CHECK (version > 0),
        CONSTRAINT rectification_once UNIQUE (bulletin_id, department_id),
        CHECK (state NOT IN ('accepted', 'dropped') OR next_reminder_at IS NULL),
        CHECK ((state = 'returned') = (return_reason IS NOT NULL))
      );
      CREATE INDEX rectification_reminder ON rectification (next_reminder_at) WHERE next_reminder_at IS NOT NULL;
      CREATE INDEX rectification_department ON rectification (department_id, due_at);
      CREATE INDEX rectification_open ON rectification (due_at, id) WHERE state IN ('awaited', 'answered', 'returned');

      CREATE TABLE rectification_answer (
        rectification_id uuid NOT NULL REFERENCES rectification (id),
        round integer NOT NULL CHECK (round > 0),
        text text NOT NULL,
        done_on date NOT NULL,
        answered_by uuid NOT NULL REFERENCES person (id),
        answered_at timestamptz(3) NOT NULL,
        -- Why it was sent back; kept beside the answer that it is about.
        return_reason text,
        PRIMARY KEY (rectification_id, round)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE rectification_answer; DROP TABLE rectification; DROP TABLE bulletin_receipt; DROP TABLE bulletin_note;
      DROP TABLE bulletin_talk; DROP TABLE bulletin_case; DROP TABLE bulletin; DROP FUNCTION refuse_bulletin_edit();
      DROP SEQUENCE bulletin_number;
    `);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Operations1763800730000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A worker that ends as it should takes its row along.
      CREATE TABLE worker_heartbeat (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        version text NOT NULL,
        started_at timestamptz(3) NOT NULL,
        seen_at timestamptz(3) NOT NULL
      );

      -- Which transactions had begun at an instant: an event older than a mark was written before it. What an event
      -- itself says may be long ago, because a step of a clock is dated at its true instant.
      CREATE TABLE event_mark (
        at timestamptz(3) PRIMARY KEY,
        next_xid xid8 NOT NULL
      );

      -- What administrators know of the mails that were given up: all until an instant.
      CREATE TABLE dead_letter_acknowledgement (
        id uuid PRIMARY KEY,
        until timestamptz(3) NOT NULL,
        person_id uuid NOT NULL,
        at timestamptz(3) NOT NULL
      );
      CREATE TRIGGER dead_letter_acknowledgement_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE
        ON dead_letter_acknowledgement FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      CREATE INDEX dead_letter_acknowledgement_until ON dead_letter_acknowledgement (until);

      -- One row for each change of what is wrong; the newest is how things are.
      CREATE TABLE operations_state (
        id uuid PRIMARY KEY,
        at timestamptz(3) NOT NULL,
        level text NOT NULL CHECK (level IN ('ok', 'attention', 'alarm')),
        keys text[] NOT NULL,
        alarms text[] NOT NULL,
        -- Since when exactly these alarms have been there.
        alarms_since timestamptz(3) NOT NULL,
        mail_tried_at timestamptz(3),
        mailed_at timestamptz(3)
      );
      CREATE INDEX operations_state_mailed ON operations_state (id) WHERE mailed_at IS NOT NULL;

      -- Since when a mail is under way: it may have been kept for its recipient's working hours long before.
      ALTER TABLE mail ADD COLUMN first_attempt_at timestamptz(3);
      CREATE INDEX mail_accepted ON mail (sent_at) WHERE sent_at IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX mail_accepted; ALTER TABLE mail DROP COLUMN first_attempt_at; DROP TABLE operations_state; DROP TABLE dead_letter_acknowledgement;
      DROP TABLE event_mark; DROP TABLE worker_heartbeat;
    `);
  }
}

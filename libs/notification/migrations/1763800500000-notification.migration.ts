import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Notification1763800500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- One mail for one notice to one person. It holds no text and no address: both are looked up when it is sent.
      CREATE TABLE mail (
        id uuid PRIMARY KEY,
        ticket_id uuid NOT NULL,
        -- What it tells: an event of the ticket, or a step of one of its clocks with the deadline as it was then.
        event_version integer,
        clock_id uuid,
        clock_round integer,
        clock_due_at timestamptz(3),
        kind text NOT NULL,
        recipient_person_id uuid NOT NULL,
        department_id uuid,
        -- Shared by the notices that one letter gathered.
        message_id text NOT NULL,
        state text NOT NULL
          CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'dead', 'obsolete', 'undeliverable')),
        -- When the next attempt is due; while sending, when the worker's claim runs out.
        next_attempt_at timestamptz(3),
        attempts integer NOT NULL DEFAULT 0,
        failures integer NOT NULL DEFAULT 0,
        last_attempt_at timestamptz(3),
        last_reply text,
        sent_at timestamptz(3),
        created_at timestamptz(3) NOT NULL,
        CONSTRAINT mail_notice UNIQUE NULLS NOT DISTINCT
          (ticket_id, event_version, clock_id, clock_round, kind, recipient_person_id),
        CONSTRAINT mail_origin CHECK (
          (event_version IS NULL) = (clock_id IS NOT NULL)
          AND (clock_id IS NULL) = (clock_round IS NULL) AND (clock_id IS NULL) = (clock_due_at IS NULL)),
        CONSTRAINT mail_next_attempt
          CHECK ((next_attempt_at IS NOT NULL) = (state IN ('queued', 'sending', 'failed'))),
        CONSTRAINT mail_sent CHECK ((sent_at IS NOT NULL) = (state = 'sent'))
      );
      CREATE INDEX mail_due ON mail (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
      CREATE INDEX mail_recipient ON mail (recipient_person_id, last_attempt_at);
      CREATE INDEX mail_waiting ON mail (recipient_person_id, id) WHERE next_attempt_at IS NOT NULL;
      CREATE INDEX mail_message ON mail (message_id) WHERE next_attempt_at IS NOT NULL;
      CREATE INDEX mail_clock ON mail (clock_id, recipient_person_id) WHERE clock_id IS NOT NULL;
      CREATE INDEX mail_state ON mail (state, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE mail;`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Notification1763800500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- One mail for one notice to one person. It holds no text and no address: both are looked up when it is sent.
      CREATE TABLE mail (
        id uuid PRIMARY KEY,
        ticket_id uuid NOT NULL,
        event_version integer NOT NULL,
        kind text NOT NULL,
        recipient_person_id uuid NOT NULL,
        department_id uuid,
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
        CONSTRAINT mail_notice UNIQUE (ticket_id, event_version, kind, recipient_person_id),
        CONSTRAINT mail_next_attempt
          CHECK ((next_attempt_at IS NOT NULL) = (state IN ('queued', 'sending', 'failed'))),
        CONSTRAINT mail_sent CHECK ((sent_at IS NOT NULL) = (state = 'sent'))
      );
      CREATE INDEX mail_due ON mail (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
      CREATE INDEX mail_recipient ON mail (recipient_person_id, last_attempt_at);
      CREATE INDEX mail_waiting ON mail (recipient_person_id, id) WHERE next_attempt_at IS NOT NULL;
      CREATE INDEX mail_state ON mail (state, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE mail;`);
  }
}

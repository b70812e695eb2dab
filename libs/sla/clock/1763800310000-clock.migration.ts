import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Clock1763800310000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE service_level (
        leg text NOT NULL CHECK (leg IN ('acknowledge', 'answer', 'escalated-answer', 'confirmation')),
        urgency text NOT NULL CHECK (urgency IN ('urgent', 'ordinary', 'complex')),
        working_minutes integer NOT NULL CHECK (working_minutes > 0),
        PRIMARY KEY (leg, urgency)
      );
      -- One working day is 450 minutes in the calendar that ships.
      INSERT INTO service_level (leg, urgency, working_minutes) VALUES
        ('acknowledge', 'urgent', 120), ('acknowledge', 'ordinary', 450), ('acknowledge', 'complex', 450),
        ('answer', 'urgent', 450), ('answer', 'ordinary', 2250), ('answer', 'complex', 4500),
        ('escalated-answer', 'urgent', 450), ('escalated-answer', 'ordinary', 1350), ('escalated-answer', 'complex', 2250),
        ('confirmation', 'urgent', 2250), ('confirmation', 'ordinary', 2250), ('confirmation', 'complex', 2250);

      CREATE TABLE clock (
        id uuid PRIMARY KEY,
        ticket_id uuid NOT NULL,
        leg text NOT NULL CHECK (leg IN ('acknowledge', 'answer', 'escalated-answer', 'confirmation')),
        round integer NOT NULL CHECK (round > 0),
        state text NOT NULL CHECK (state IN ('running', 'paused', 'stopped')),
        calendar_id uuid NOT NULL,
        calendar_version integer NOT NULL,
        target_seconds integer NOT NULL CHECK (target_seconds > 0),
        started_at timestamptz(3) NOT NULL,
        due_at timestamptz(3) NOT NULL,
        paused_at timestamptz(3),
        pauses jsonb NOT NULL DEFAULT '[]',
        stopped_at timestamptz(3),
        CONSTRAINT clock_once UNIQUE (ticket_id, leg, round),
        CHECK ((state = 'paused') = (paused_at IS NOT NULL)),
        CHECK ((state = 'stopped') = (stopped_at IS NOT NULL))
      );
      CREATE INDEX clock_due ON clock (leg, due_at) WHERE state = 'running';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE clock; DROP TABLE service_level;`);
  }
}

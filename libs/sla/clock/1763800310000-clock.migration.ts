import type { MigrationInterface, QueryRunner } from 'typeorm';
import { DEFAULT_POLICY } from '../policy/default-policy.js';

export class Clock1763800310000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE policy (
        version integer PRIMARY KEY CHECK (version > 0),
        numbers jsonb NOT NULL,
        effective_from timestamptz(3) NOT NULL
      );
      -- Open clocks keep the version they started under, so a version is never changed.
      CREATE TRIGGER policy_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON policy
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      CREATE TABLE clock (
        id uuid PRIMARY KEY,
        ticket_id uuid NOT NULL,
        leg text NOT NULL CHECK (leg IN ('acknowledge', 'answer', 'escalated-answer', 'confirmation')),
        round integer NOT NULL CHECK (round > 0),
        state text NOT NULL CHECK (state IN ('running', 'paused', 'stopped')),
        policy_version integer NOT NULL REFERENCES policy (version),
        calendar_id uuid NOT NULL,
        calendar_version integer NOT NULL,
        target_seconds integer NOT NULL CHECK (target_seconds > 0),
        started_at timestamptz(3) NOT NULL,
        due_at timestamptz(3) NOT NULL,
        paused_at timestamptz(3),
        pauses jsonb NOT NULL DEFAULT '[]',
        stopped_at timestamptz(3),
        -- How many steps of its ladder are recorded, and when the next one comes; null when none does.
        steps_recorded integer NOT NULL DEFAULT 0,
        next_step_at timestamptz(3),
        breached_at timestamptz(3),
        version integer NOT NULL CHECK (version > 0),
        chain_hash bytea NOT NULL CHECK (length(chain_hash) = 32),
        CONSTRAINT clock_once UNIQUE (ticket_id, leg, round),
        CHECK ((state = 'paused') = (paused_at IS NOT NULL)),
        CHECK ((state = 'stopped') = (stopped_at IS NOT NULL)),
        CHECK (state <> 'stopped' OR next_step_at IS NULL)
      );
      -- The sweep reads nothing but what is due: its cost does not grow with what is still to come.
      CREATE INDEX clock_next_step ON clock (next_step_at) WHERE next_step_at IS NOT NULL;
      CREATE INDEX clock_silence ON clock (due_at) WHERE leg = 'confirmation' AND state = 'running';
    `);
    await runner.query(`INSERT INTO policy (version, numbers, effective_from) VALUES (1, $1, '-infinity')`, [
      DEFAULT_POLICY,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE clock; DROP TABLE policy;`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Ticket1763800400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SEQUENCE ticket_number START 10001;

      CREATE TABLE ticket (
        id uuid PRIMARY KEY,
        number text NOT NULL UNIQUE,
        kind text NOT NULL CHECK (kind IN ('problem', 'question', 'suggestion', 'praise')),
        urgency text NOT NULL CHECK (urgency IN ('urgent', 'ordinary', 'complex')),
        title text NOT NULL,
        body text NOT NULL,
        author_kind text NOT NULL CHECK (author_kind IN ('named', 'anonymous')),
        author_person_id uuid REFERENCES person (id),
        author_public_key text,
        state text NOT NULL CHECK (state IN ('open', 'answered', 'escalated', 'closed')),
        outcome text CHECK (outcome IN ('resolved', 'unresolved', 'unconfirmed', 'withdrawn', 'removed')),
        tier smallint NOT NULL DEFAULT 0 CHECK (tier IN (0, 1)),
        round integer NOT NULL DEFAULT 1,
        transfers integer NOT NULL DEFAULT 0,
        department_id uuid NOT NULL REFERENCES department (id),
        leader_id uuid REFERENCES person (id),
        acknowledged boolean NOT NULL DEFAULT false,
        awaiting_author boolean NOT NULL DEFAULT false,
        awaiting_acceptance boolean NOT NULL DEFAULT false,
        refusal_pending boolean NOT NULL DEFAULT false,
        refusal_text text,
        extension_minutes integer CHECK (extension_minutes > 0),
        extended boolean NOT NULL DEFAULT false,
        may_publish_wording boolean NOT NULL,
        answer_visibility text CHECK (answer_visibility IN ('public', 'private')),
        answer_tier smallint CHECK (answer_tier IN (0, 1)),
        published_at timestamptz(3),
        publication_reason text CHECK (publication_reason IN ('representative', 'concerns-many')),
        publication_summary text,
        merged_into_id uuid REFERENCES ticket (id),
        submitted_at timestamptz(3) NOT NULL,
        answered_at timestamptz(3),
        closed_at timestamptz(3),
        due_at timestamptz(3),
        due_leg text,
        due_is_paused boolean NOT NULL DEFAULT false,
        version integer NOT NULL CHECK (version > 0),
        chain_hash bytea NOT NULL CHECK (length(chain_hash) = 32),
        CHECK ((author_kind = 'named') = (author_person_id IS NOT NULL)),
        CHECK ((author_kind = 'anonymous') = (author_public_key IS NOT NULL)),
        CHECK ((state = 'closed') = (outcome IS NOT NULL)),
        CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
        -- An open ticket always has an owner and a clock (design, section 3, rule 4).
        CHECK (state <> 'escalated' OR leader_id IS NOT NULL),
        CHECK ((state = 'closed') = (due_at IS NULL)),
        CHECK (refusal_pending = (refusal_text IS NOT NULL))
      );
      CREATE INDEX ticket_mine ON ticket (author_person_id, submitted_at DESC, id DESC);
      CREATE INDEX ticket_inbox ON ticket (department_id, due_at, id) WHERE state IN ('open', 'escalated');
      CREATE INDEX ticket_department ON ticket (department_id, submitted_at DESC, id DESC);
      CREATE INDEX ticket_leader ON ticket (leader_id, due_at, id) WHERE leader_id IS NOT NULL;
      CREATE INDEX ticket_board ON ticket (published_at DESC, id DESC) WHERE published_at IS NOT NULL;
      CREATE INDEX ticket_merged ON ticket (merged_into_id) WHERE merged_into_id IS NOT NULL;

      -- What people wrote, beside the chain: the chain keeps its hash, so a text can be removed and the proof stays.
      CREATE TABLE ticket_text (
        ticket_id uuid NOT NULL REFERENCES ticket (id),
        version integer NOT NULL,
        text text NOT NULL,
        PRIMARY KEY (ticket_id, version)
      );

      CREATE TABLE answer (
        id uuid PRIMARY KEY,
        ticket_id uuid NOT NULL REFERENCES ticket (id),
        round integer NOT NULL,
        tier smallint NOT NULL,
        text text NOT NULL,
        is_refusal boolean NOT NULL,
        answered_by uuid NOT NULL REFERENCES person (id),
        answered_at timestamptz(3) NOT NULL,
        amended_at timestamptz(3),
        -- The answer of the ticket that this one was merged into, when one answer went to many.
        source_answer_id uuid REFERENCES answer (id),
        CONSTRAINT answer_once UNIQUE (ticket_id, round)
      );
      CREATE INDEX answer_copies ON answer (source_answer_id) WHERE source_answer_id IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE answer; DROP TABLE ticket_text; DROP TABLE ticket; DROP SEQUENCE ticket_number;`,
    );
  }
}

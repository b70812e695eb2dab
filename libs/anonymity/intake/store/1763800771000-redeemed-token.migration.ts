import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asIntake } from './as-intake.migration.js';

/**
 * Redeemed tokens apart from what they brought: a ticket no longer tells of which week its token was, and what is
 * published leads to no ticket.
 */
export class RedeemedToken1763800771000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asIntake(
      runner,
      `
        CREATE TABLE intake.redeemed_token (
          week text NOT NULL,
          -- SHA-384 of what the issuer signed blindly: only who knows its 32 random bytes could tell whose it is.
          digest bytea NOT NULL CHECK (length(digest) = 48),
          signature bytea NOT NULL CHECK (length(signature) = 256),
          PRIMARY KEY (week, digest)
        );
        INSERT INTO intake.redeemed_token (week, digest, signature)
          SELECT week, sha384(token_random || convert_to('huiyin-anon-v1' || week, 'UTF8') || author_key), token_signature
            FROM intake.released_ticket ORDER BY 2;
        ALTER TABLE intake.released_ticket
          DROP COLUMN week, DROP COLUMN token_random, DROP COLUMN token_signature;
        IF intake <> ours THEN
          EXECUTE format('REVOKE ALL ON intake.redeemed_token FROM %I', ours);
          EXECUTE format('GRANT SELECT ON intake.redeemed_token TO %I', ours);
        END IF;`,
    );
  }

  /** The tokens of tickets cannot be found again: they are gone. */
  async down(runner: QueryRunner): Promise<void> {
    await asIntake(
      runner,
      `
        DROP TABLE intake.redeemed_token;
        ALTER TABLE intake.released_ticket
          ADD COLUMN week text NOT NULL DEFAULT '',
          ADD COLUMN token_random bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex'),
          ADD COLUMN token_signature bytea NOT NULL DEFAULT decode(repeat('00', 256), 'hex');`,
    );
  }
}

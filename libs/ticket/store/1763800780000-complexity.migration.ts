import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Complexity1763800780000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The department can no longer class it as complex: it has done so, or a leader has decided about its time.
      ALTER TABLE ticket ADD COLUMN complexity_settled boolean NOT NULL DEFAULT false;
      UPDATE ticket t SET complexity_settled = true
       WHERE t.extended
          OR EXISTS (SELECT FROM event e WHERE e.stream_id = t.id AND e.type = 'ticket.extension-declined');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE ticket DROP COLUMN complexity_settled`);
  }
}

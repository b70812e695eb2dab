import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Cast } from '../../apps/cli/replay/cast.js';
import { planReplay } from '../../apps/cli/replay/replay-plan.js';
import type { TestMailServer } from '../support/test-mail-server.js';
import { opinion } from './opinions.js';
import type { Witness } from './witness.js';

interface Scene {
  readonly database: pg.Client;
  readonly witness: Witness;
  readonly mailServer: TestMailServer;
  readonly cast: Cast;
}

/** A falsehood of the harness, and the check that must find it. The product has no switch for any of them. */
interface Lie {
  readonly foundBy: string;
  tell(scene: Scene): Promise<void> | void;
}

const change =
  (sql: string) =>
  async ({ database }: Scene): Promise<void> => {
    const { rowCount } = await database.query(sql);
    if (rowCount !== 1) throw new Error(`This lie changed ${rowCount ?? 0} rows: ${sql}`);
  };

export const LIES: readonly Lie[] = [
  {
    // A write that was never sent counts as acknowledged.
    foundBy: 'every acknowledged submission is there once',
    tell({ witness, cast }) {
      const script = planReplay(opinion(1_000_000), 'lie', cast.stage);
      witness.acknowledged({
        script,
        step: undefined,
        employeeNumber: script.author,
        idempotencyKey: 'never-sent',
        ticketId: randomUUID(),
        durationMs: 0,
      });
    },
  },
  {
    // A command counts as acknowledged twice.
    foundBy: 'every acknowledged command is there once, in its order',
    tell({ witness }) {
      const write = witness.writes.find(({ step }) => step !== undefined);
      if (write === undefined) throw new Error('There is no command to lie about.');
      witness.acknowledged(write);
    },
  },
  {
    // A write under a second key, of which the witness knows nothing.
    foundBy: 'there is no ticket and no command that nobody was told of',
    async tell({ cast }) {
      const { author, submission } = planReplay(opinion(1_000_001), 'lie', cast.stage);
      const request = {
        method: 'POST',
        path: '/tickets',
        body: submission,
        idempotencyKey: randomUUID(),
      } as const;
      await cast.person(author).send(request);
    },
  },
  {
    foundBy: 'every chain of events verifies and ends where its ticket says',
    tell: change(
      `UPDATE event SET at = at + interval '1 hour' WHERE position = (SELECT min(position) FROM event WHERE stream_type = 'ticket')`,
    ),
  },
  {
    foundBy: 'every ticket is in the state that its events say',
    tell: change(`UPDATE ticket SET round = round + 1 WHERE id = (SELECT min(id::text)::uuid FROM ticket)`),
  },
  {
    foundBy: 'every text and answer is the one whose event was written',
    tell: change(
      `DELETE FROM ticket_text WHERE (ticket_id, version) = (SELECT ticket_id, version FROM ticket_text ORDER BY 1, 2 LIMIT 1)`,
    ),
  },
  {
    foundBy: 'every open ticket has an owner and a clock, every closed one has none running',
    tell: change(
      `UPDATE clock SET state = 'running', stopped_at = NULL, elapsed_seconds = NULL
        WHERE id = (SELECT c.id FROM clock c JOIN ticket t ON t.id = c.ticket_id WHERE t.state = 'closed' ORDER BY c.id LIMIT 1)`,
    ),
  },
  {
    foundBy: 'every notice that the events call for is there',
    tell: change(
      `DELETE FROM mail WHERE id = (SELECT min(id::text)::uuid FROM mail WHERE ticket_id IS NOT NULL)`,
    ),
  },
  {
    foundBy: 'every mail was sent, or had lost its point',
    tell: change(
      `UPDATE mail SET state = 'obsolete', sent_at = NULL
        WHERE id = (SELECT max(id::text)::uuid FROM mail WHERE state = 'sent' AND kind = 'escalated-from-you'
                      AND EXISTS (SELECT 1 FROM ticket t WHERE t.id = ticket_id AND t.state <> 'closed'))`,
    ),
  },
  {
    // The mail server forgets a message that it took.
    foundBy: 'every mail that was sent did arrive',
    async tell({ database, mailServer }) {
      const { rows } = await database.query<{ id: string }>(
        `SELECT message_id AS id FROM mail WHERE state = 'sent' ORDER BY mail.id DESC LIMIT 1`,
      );
      const id = rows[0]?.id ?? '';
      const left = mailServer.mails.filter(({ source }) => !source.includes(id));
      mailServer.mails.splice(0, mailServer.mails.length, ...left);
    },
  },
  {
    // Two mails that nobody could tell apart.
    foundBy: 'every notice has one mail and one Message-ID',
    tell: change(
      `UPDATE mail SET message_id = (SELECT message_id FROM mail ORDER BY id LIMIT 1)
        WHERE id = (SELECT id FROM mail ORDER BY id OFFSET 1 LIMIT 1)`,
    ),
  },
  {
    // A bulletin that nobody has published counts as published.
    foundBy: 'every acknowledged step of a bulletin is there once, and no other',
    tell({ witness }) {
      witness.toldOfBulletin({
        employeeNumber: 'L3001',
        idempotencyKey: 'never-sent',
        bulletinId: randomUUID(),
        event: 'bulletin.published',
      });
    },
  },
  {
    foundBy: 'every chain of a bulletin verifies and ends where its bulletin says',
    tell: change(
      `UPDATE event SET at = at + interval '1 hour'
        WHERE position = (SELECT min(position) FROM event WHERE stream_type = 'bulletin')`,
    ),
  },
  {
    foundBy: 'every notice that a bulletin calls for is there, and no other',
    tell: change(
      `DELETE FROM mail WHERE id = (SELECT min(id::text)::uuid FROM mail WHERE kind = 'rectification-accepted')`,
    ),
  },
  {
    foundBy: 'every mail about a bulletin was sent, or had lost its point',
    tell: change(
      `UPDATE mail SET state = 'obsolete', sent_at = NULL
        WHERE id = (SELECT min(id::text)::uuid FROM mail WHERE kind = 'bulletin-names-you')`,
    ),
  },
  {
    // A mail that the product never wrote.
    foundBy: 'whatever arrived is one notice to one person, however often',
    tell({ mailServer }) {
      mailServer.mails.push({
        from: 'huiyin@example.test',
        recipients: ['a1001@example.test'],
        source: 'Message-ID: <nobody-knows-it@example.test>\r\n\r\n',
        arrivedMs: 0,
      });
    },
  },
];

/** Tells every lie, one after the other. */
export async function tellLies(
  databaseUrl: string,
  witness: Witness,
  mailServer: TestMailServer,
  cast: Cast,
): Promise<void> {
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  try {
    // As a superuser who switches the guards of the tables off, for this connection alone.
    await database.query(`SET session_replication_role = replica`);
    for (const lie of LIES) await lie.tell({ database, witness, mailServer, cast });
  } finally {
    await database.end();
  }
}

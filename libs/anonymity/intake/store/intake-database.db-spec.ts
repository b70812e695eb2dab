import { randomBytes } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { IntakeDatabase, type Batch, type ReadyFollowUp, type ReadyTicket } from './intake-database.js';

let database: TestDatabase;
let intake: IntakeDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  intake = new IntakeDatabase(database.intakeUrl);
});

afterAll(async () => {
  await intake.close();
  await database.drop();
});

const text = (length: number): string => randomBytes(length).toString('base64url');
const head = (authorKey: string, sequence: number): ReadyFollowUp['head'] => ({
  ...{ type: sequence === 0 ? 'ticket' : 'follow-up', authorKey, sequence, token: null },
  ...{ contentHash: text(32), earliest: 1, slot: '2025-01-01' },
});

const ticket = (authorKey: string): ReadyTicket => ({
  head: { ...head(authorKey, 0), token: { week: '2025-W01', random: text(32), signature: text(256) } },
  ticket: {
    ...{ kind: 'problem', urgency: 'ordinary', departmentId: '', title: '晚班没有热饭' },
    ...{ body: '夜班 21 点以后只能吃冷的。', mayPublishWording: false, ownDepartmentId: null },
  },
  ...{ sealKey: randomBytes(32), tagKey: randomBytes(16), pictures: [Buffer.from('picture')] },
});

const reply = (authorKey: string, sequence: number): ReadyFollowUp => ({
  head: head(authorKey, sequence),
  step: { command: 'reply', text: '还是冷的。' },
});

async function release(date: string, batch: Partial<Batch> = {}): Promise<void> {
  const nothing = { tickets: [], followUps: [], alarms: new Map<string, number>() };
  expect(await intake.release({ date, ...nothing, ...batch }, 0)).toBe(true);
}

const known = async (): Promise<string[]> =>
  (await intake.releasedAuthors()).map(({ authorKey, steps }) => `${authorKey} ${steps.length}`).sort();

describe('what the intake remembers of a released ticket', () => {
  it('is its text for ninety days, and its key as long as its author speaks within four hundred', async () => {
    const [silent, speaking] = [text(32), text(32)];
    const tickets = [ticket(silent), ticket(speaking)];
    await release('2025-01-01', { tickets, followUps: [reply(silent, 1), reply(speaking, 1)] });
    const texts = (): Promise<{ kept: number }[]> =>
      database.dataSource.query(
        `SELECT (SELECT count(*) FROM intake.released_ticket WHERE payload IS NOT NULL)::int
              + (SELECT count(*) FROM intake.released_picture)::int AS kept`,
      );
    await release('2025-04-01');
    expect(await texts()).toEqual([{ kept: 4 }]);
    await release('2025-04-02');
    expect(await texts()).toEqual([{ kept: 0 }]);

    await release('2025-06-01', { followUps: [reply(speaking, 2)] });
    const both = [`${silent} 1`, `${speaking} 2`].sort();
    await release('2026-02-05');
    expect(await known()).toEqual(both);
    await release('2026-02-06');
    expect(await known()).toEqual([`${speaking} 2`]);
    await release('2026-07-07');
    expect(await known()).toEqual([]);
    // What anybody may check stays.
    const tokens: unknown[] = await database.dataSource.query(`SELECT 1 FROM intake.redeemed_token`);
    expect(tokens).toHaveLength(2);
  });
});

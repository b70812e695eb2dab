import { Log, newId, UnitOfWork } from '@huiyin/platform';
import { CalendarDirectory, PolicyDirectory } from '@huiyin/sla';
import { MovableClock } from '../../../test/support/movable-clock.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { testSettings } from '../../../test/support/test-settings.js';
import { BulletinStore } from '../store/bulletin-store.js';
import { MonthCount } from './month-count.js';
import { MonthlyDrafts } from './monthly-drafts.job.js';

/** Lower than every id that is made in the order of time, as one in 160 of anonymous authors' is. */
const LOWEST_ID = '00000000-0000-4000-8000-000000000001';

let database: TestDatabase;
let clock: MovableClock;
let months: MonthlyDrafts;

beforeEach(async () => {
  clock = new MovableClock('2026-03-02T09:30:00+08:00');
  database = await createTestDatabase();
  const unitOfWork = new UnitOfWork(database.dataSource, clock);
  const calendars = new CalendarDirectory(
    unitOfWork,
    clock,
    new Log(testSettings({ databaseUrl: database.url })),
  );
  const policies = new PolicyDirectory(unitOfWork, clock);
  months = new MonthlyDrafts(unitOfWork, new BulletinStore(), calendars, policies, new MonthCount(calendars));
});

afterEach(async () => {
  await database.drop();
});

async function admit(id: string): Promise<void> {
  await database.dataSource.query(
    `WITH desk AS (
       INSERT INTO department (id, code, name, kind, created_at, updated_at, version, head_hash)
       VALUES ($1::uuid, $1::text, '{"zh-CN": "食堂", "en": "Canteen", "ru": "Столовая"}', 'ordinary', $3, $3, 1, $4) RETURNING id)
     INSERT INTO ticket (id, number, kind, urgency, title, body, author_kind, author_public_key, author_seal_key,
                         author_tag_key, state, department_id, may_publish_wording, submitted_at, due_at, due_leg,
                         version, chain_hash)
     SELECT $2::uuid, $2::text, 'problem', 'ordinary', 'Title', 'Text', 'anonymous', $2::text, 'key', 'key', 'open', id, true, $3, $3,
            'answer', 1, $4 FROM desk`,
    [newId(clock.now()), id, clock.now(), Buffer.alloc(32)],
  );
}

/** The months that have a bulletin once there is nothing left to draft. */
async function drafted(): Promise<string[]> {
  while (await months.sweep());
  const rows: { period: string }[] = await database.dataSource.query(
    `SELECT period FROM bulletin ORDER BY period`,
  );
  return rows.map(({ period }) => period);
}

describe('the bulletins of the months', () => {
  it('begin with the first month in which somebody wrote', async () => {
    clock.moveTo('2026-04-01T10:00:00+08:00');
    expect(await drafted()).toEqual([]);
    await admit(LOWEST_ID);
    expect(await drafted()).toEqual([]);
    clock.moveTo('2026-05-06T10:00:00+08:00');
    expect(await drafted()).toEqual(['2026-04']);
  });

  it('go on whatever ids later tickets have', async () => {
    await admit(newId(clock.now()));
    clock.moveTo('2026-04-01T10:00:00+08:00');
    await admit(LOWEST_ID);
    expect(await drafted()).toEqual(['2026-03']);
    clock.moveTo('2026-06-02T10:00:00+08:00');
    expect(await drafted()).toEqual(['2026-03', '2026-04', '2026-05']);
  });
});

import { DepartmentDirectory } from '@huiyin/organisation';
import { firstBrokenLink, UnitOfWork } from '@huiyin/platform';
import { MovableClock } from '../../../test/support/movable-clock.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { hasPeople, seedDemo } from './demo-seed.js';

describe('seedDemo', () => {
  let database: TestDatabase;
  let unitOfWork: UnitOfWork;

  beforeAll(async () => {
    database = await createTestDatabase();
    unitOfWork = new UnitOfWork(database.dataSource, new MovableClock('2026-03-02T09:00:00+08:00'));
  });
  afterAll(() => database.drop());

  const count = async (sql: string): Promise<number> => {
    const [row] = await unitOfWork.read<{ count: number }>(`SELECT count(*)::int AS count ${sql}`);
    return row?.count ?? -1;
  };

  it('plants a whole organisation once', async () => {
    expect(await hasPeople(unitOfWork)).toBe(false);
    // Two programs that start together.
    const done = await Promise.all([seedDemo(unitOfWork), seedDemo(unitOfWork)]);
    expect(done.sort()).toEqual([false, true]);
    expect(await seedDemo(unitOfWork)).toBe(false);
    expect(await count('FROM person')).toBe(4 + 14 * 4 + 40);
    expect(await count('FROM person WHERE NOT is_demo OR password_hash IS NULL')).toBe(0);
    expect(await count('FROM (SELECT DISTINCT name FROM person) AS names')).toBe(100);
    expect(
      await count('FROM department WHERE head_id IS NULL OR deputy_id IS NULL OR leader_id IS NULL'),
    ).toBe(0);
    expect(await count(`FROM department WHERE kind = 'coordinator'`)).toBe(1);
    expect(await count(`FROM scope_entry WHERE state = 'published'`)).toBe(18);
    expect(await count(`FROM scope_entry WHERE state = 'retired' AND retired_at > published_at`)).toBe(2);
    expect(
      await count(`FROM scope_entry WHERE NOT (title ? 'zh-CN' AND title ? 'en' AND title ? 'ru')`),
    ).toBe(0);
  });

  it('gives every department a leader who is not its head', async () => {
    const directory = new DepartmentDirectory(unitOfWork);
    const rows = await unitOfWork.read<{ id: string }>(`SELECT id FROM department`);
    for (const { id } of rows) {
      const department = await directory.department(null, id);
      if (!department) throw new Error('The department vanished.');
      const leader = await directory.responsibleLeader(department);
      expect(leader).not.toBeNull();
      expect(leader).not.toBe(department.headId);
    }
  });

  it('chains the events of every department', async () => {
    const departments = await unitOfWork.read<{ id: string; version: number; headHash: Buffer }>(
      `SELECT id, version, head_hash AS "headHash" FROM department`,
    );
    for (const { id, version, headHash } of departments) {
      const events = await unitOfWork.read<Parameters<typeof firstBrokenLink>[1][number]>(
        `SELECT version, type, data, actor, at, hash FROM event WHERE stream_id = $1 ORDER BY version`,
        [id],
      );
      expect(firstBrokenLink({ type: 'department', id }, events)).toBeNull();
      expect(events.at(-1)?.version).toBe(version);
      expect(events.at(-1)?.hash.equals(headHash)).toBe(true);
    }
  });
});

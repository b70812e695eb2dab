import { type TestDatabase, createTestDatabase } from './test-database.js';

describe('createTestDatabase', () => {
  let one: TestDatabase;
  let other: TestDatabase;

  beforeAll(async () => {
    [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  });
  afterAll(async () => {
    await Promise.all([one.drop(), other.drop()]);
  });

  it('gives a migrated database', async () => {
    const migrations: unknown[] = await one.dataSource.query('SELECT name FROM schema_migration');
    expect(migrations.length).toBeGreaterThan(0);
  });

  it('keeps test files apart', async () => {
    await one.dataSource.query('CREATE TABLE only_here (id int)');
    const found: { there: boolean }[] = await other.dataSource.query(
      `SELECT to_regclass('only_here') IS NOT NULL AS there`,
    );
    expect(found[0]?.there).toBe(false);
  });
});

import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';

/** Everything that anonymous writing keeps, on both sides. */
const OURS = `(n.nspname IN ('issuer', 'intake') OR c.relname LIKE 'token\\_%' OR c.relname = 'anonymity_key')`;

describe('the tables of anonymous writing', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());
  const find = async (sql: string): Promise<unknown[]> => database.dataSource.query(sql);

  const OFFENCES = {
    'a time finer than the date': `
      SELECT n.nspname || '.' || c.relname || '.' || a.attname AS found
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE ${OURS} AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
         AND a.atttypid IN ('timestamptz'::regtype, 'timestamp'::regtype, 'time'::regtype, 'timetz'::regtype, 'xid8'::regtype)`,
    'a number that tells the order': `
      SELECT n.nspname || '.' || c.relname AS found FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE ${OURS} AND c.relkind = 'S'`,
    'a default that draws a time or an order': `
      SELECT c.relname || ': ' || pg_get_expr(d.adbin, d.adrelid) AS found
        FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE ${OURS} AND pg_get_expr(d.adbin, d.adrelid) ~ 'nextval|now|timestamp|uuidv7|clock'`,
    'a reference to another table': `
      SELECT k.conname AS found
        FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE ${OURS} AND k.contype = 'f'
         AND (SELECT f.relnamespace FROM pg_class f WHERE f.oid = k.confrelid) IS DISTINCT FROM c.relnamespace`,
    'an owner on the other side, or a right for everybody': `
      SELECT n.nspname || '.' || c.relname AS found FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = 'issuer' AND c.relkind = 'r'
         AND (pg_get_userbyid(c.relowner) <> pg_get_userbyid(n.nspowner)
              OR EXISTS (SELECT 1 FROM aclexplode(c.relacl) r WHERE r.grantee <> c.relowner))`,
  } as const;

  it.each(Object.entries(OFFENCES))('have no column with %s', async (_, sql) => {
    expect(await find(sql)).toEqual([]);
  });

  it('are looked at: each offence is found when it is planted', async () => {
    await database.dataSource.query(`
      CREATE SCHEMA IF NOT EXISTS intake;
      CREATE TABLE intake.planted (at timestamptz DEFAULT now(), id integer GENERATED ALWAYS AS IDENTITY,
                                   person_id uuid REFERENCES public.person);
      GRANT SELECT ON issuer.private_key TO PUBLIC;
    `);
    for (const [offence, sql] of Object.entries(OFFENCES)) {
      expect([offence, (await find(sql)).length > 0]).toEqual([offence, true]);
    }
  });
});

import { createPublicKey, generateKeyPairSync, verify, type KeyObject } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { envelopeKeyMessage } from '../domain/envelope-key-message.js';
import { IntakeKeys, KeyLost } from './intake-keys.js';
import { TokenSafe } from './token-safe.js';
import { IntakeDatabase } from './store/intake-database.js';

const THURSDAY = new Date('2026-11-26T09:00:00+08:00');
const MONDAY = new Date('2026-11-30T09:00:00+08:00');
const WEEK = '2026-W48';
const NEXT = '2026-W49';

describe('the keys of the intake', () => {
  let database: TestDatabase;
  let intake: IntakeDatabase;
  let folder: string;
  beforeEach(async () => {
    database = await createTestDatabase();
    folder = mkdtempSync(join(tmpdir(), 'huiyin-keys-'));
    intake = new IntakeDatabase(database.intakeUrl, new TokenSafe(folder));
  });
  afterEach(async () => {
    await intake.close();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What a start of the program does. */
  async function keep(now: Date): Promise<void> {
    await new IntakeKeys(folder, intake).keep(now, await intake.toldKeys());
  }

  interface Row {
    readonly kind: string;
    readonly week: string;
    readonly spki: Buffer;
    readonly signature: Buffer | null;
  }
  const rows = (): Promise<Row[]> =>
    database.dataSource.query(
      `SELECT kind, k.week, spki, signature FROM anonymity_key k
         LEFT JOIN intake_key_signature s ON k.kind = 'intake-envelope' AND s.week = k.week ORDER BY sequence`,
    );
  const asFolderOf = (kind: string, week: string): string => join(folder, `${kind}-${week}.key`);
  const spkiOf = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'spki' });

  /** By somebody who can do more than get a statement in: whoever owns the table can take its guard away. */
  async function plant(kind: string, week: string, spki: Buffer): Promise<void> {
    await database.dataSource.query(`ALTER TABLE anonymity_key DISABLE TRIGGER anonymity_key_of_intake`);
    await database.dataSource.query(
      `INSERT INTO anonymity_key SELECT coalesce(max(sequence), 0) + 1, $1, $2, $3, $4, sha256($3) FROM anonymity_key`,
      [kind, week, spki, Buffer.alloc(32)],
    );
    await database.dataSource.query(`ALTER TABLE anonymity_key ENABLE TRIGGER anonymity_key_of_intake`);
  }

  it('for envelopes are signed by the one for promises, which stays the same from week to week', async () => {
    await keep(THURSDAY);
    await keep(THURSDAY);
    await keep(MONDAY);
    const published = await rows();
    expect(published.map(({ kind, week }) => `${kind} ${week}`)).toEqual([
      `intake-promise ${WEEK}`,
      `intake-envelope ${WEEK}`,
      `intake-envelope ${NEXT}`,
    ]);
    const [promiser, ...envelopes] = published;
    const by = createPublicKey({ key: promiser?.spki ?? Buffer.alloc(0), format: 'der', type: 'spki' });
    for (const key of envelopes) {
      expect(verify(null, envelopeKeyMessage(key), by, key.signature ?? Buffer.alloc(0))).toBe(true);
    }
  });

  it('for envelopes are known with their signature or not at all', async () => {
    await database.dataSource.query(
      `CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'died'; END $$;
       CREATE TRIGGER die BEFORE INSERT ON intake_key_signature EXECUTE FUNCTION die()`,
    );
    await expect(keep(THURSDAY)).rejects.toThrow('died');
    expect((await rows()).map(({ kind }) => kind)).toEqual(['intake-promise']);
    await database.dataSource.query(`DROP TRIGGER die ON intake_key_signature`);
    await keep(THURSDAY);
    const [, envelope] = await rows();
    expect(envelope).toMatchObject({ kind: 'intake-envelope', signature: expect.any(Buffer) as unknown });
  });

  it('that were published before any was signed are signed at the next start', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('x25519');
    writeFileSync(asFolderOf('intake-envelope', WEEK), privateKey.export({ format: 'der', type: 'pkcs8' }));
    await intake.publishKey('intake-envelope', WEEK, spkiOf(publicKey));
    await keep(THURSDAY);
    const [first] = await rows();
    expect(first?.spki).toEqual(spkiOf(publicKey));
    expect(first?.signature).toHaveLength(64);
  });

  it('come from nobody else: a statement that adds one is refused, and so is a signature', async () => {
    await keep(THURSDAY);
    const spki = spkiOf(generateKeyPairSync('x25519').publicKey);
    const added = database.dataSource.query(
      `INSERT INTO anonymity_key SELECT max(sequence) + 1, 'intake-envelope', $1, $2, $3, sha256($2) FROM anonymity_key`,
      [NEXT, spki, Buffer.alloc(32)],
    );
    await expect(added).rejects.toMatchObject({ code: '42501' });
    const signed = database.dataSource.query(`INSERT INTO intake_key_signature VALUES ($1, $2)`, [
      NEXT,
      Buffer.alloc(64),
    ]);
    await expect(signed).rejects.toMatchObject({ code: '42501' });
    expect(await rows()).toHaveLength(2);
  });

  it.each([
    ['intake-envelope', 'x25519', NEXT],
    ['intake-promise', 'ed25519', NEXT],
    ['intake-promise', 'ed25519', '2026-W47'],
  ] as const)('stop the intake when a foreign %s lies among them (%s, %s)', async (kind, curve, week) => {
    if (week < WEEK) await keep(new Date('2026-11-12T09:00:00+08:00'));
    else await keep(THURSDAY);
    const { publicKey } = curve === 'x25519' ? generateKeyPairSync('x25519') : generateKeyPairSync('ed25519');
    await plant(kind, week, spkiOf(publicKey));
    await expect(keep(THURSDAY)).rejects.toThrow(KeyLost);
  });

  it('are made anew only when a week begins that the new one can sign', async () => {
    await keep(THURSDAY);
    rmSync(asFolderOf('intake-promise', WEEK));
    await expect(keep(THURSDAY)).rejects.toThrow(/print the page of keys anew/);
    expect(readdirSync(folder).filter((name) => name.startsWith('intake-promise'))).toEqual([]);
    await keep(MONDAY);
    const promisers = (await rows()).filter(({ kind }) => kind === 'intake-promise');
    expect(promisers.map(({ week }) => week)).toEqual([WEEK, NEXT]);
    await keep(MONDAY);
  });
});

import { createPublicKey } from 'node:crypto';
import pg from 'pg';
import { createDataSource, Log, migrate, UnitOfWork } from '@huiyin/platform';
import { databaseParts } from '../../../config/rooms.js';
import { MovableClock } from '../../../test/support/movable-clock.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { testSettings } from '../../../test/support/test-settings.js';
import { linkHash, NO_KEY } from '../key-log/key-link.js';
import { KeyLog } from '../key-log/key-log.js';
import { IssuerKeys } from './issuer-keys.js';

const log = new Log(testSettings({}));

describe('the keys of the issuer', () => {
  let database: TestDatabase;
  let unitOfWork: UnitOfWork;
  let keyLog: KeyLog;
  const clock = new MovableClock('2026-12-28T00:00:00+08:00');

  beforeAll(async () => {
    database = await createTestDatabase();
    unitOfWork = new UnitOfWork(database.dataSource, clock);
    keyLog = new KeyLog(unitOfWork);
  });
  afterAll(() => database.drop());

  it('lie ready for this week and eight more, once, however many processes make them', async () => {
    await Promise.all(Array.from({ length: 3 }, async () => new IssuerKeys(unitOfWork, log).keep()));
    const keys = await keyLog.all();
    expect(keys.map(({ sequence, kind, week }) => `${sequence} ${kind} ${week}`)).toEqual([
      '1 issuer 2026-W53',
      '2 issuer 2027-W01',
      '3 issuer 2027-W02',
      '4 issuer 2027-W03',
      '5 issuer 2027-W04',
      '6 issuer 2027-W05',
      '7 issuer 2027-W06',
      '8 issuer 2027-W07',
      '9 issuer 2027-W08',
    ]);
    let previous: Buffer = NO_KEY;
    for (const key of keys) {
      expect(key.previousHash).toEqual(previous);
      expect(key.hash).toEqual(linkHash(previous, key));
      expect(
        createPublicKey({ key: key.spki, format: 'der', type: 'spki' }).asymmetricKeyDetails,
      ).toMatchObject({ modulusLength: 2048, publicExponent: 65537n });
      previous = key.hash;
    }
  });

  it('sign with the key that was published for the week', async () => {
    const keys = new IssuerKeys(unitOfWork, log);
    const signer = await keys.signerOf('2026-W53');
    const published = await keyLog.find('issuer', '2026-W53');
    const key = createPublicKey({ key: published?.spki ?? '', format: 'der', type: 'spki' });
    const modulus = BigInt(
      `0x${Buffer.from(key.export({ format: 'jwk' }).n ?? '', 'base64url').toString('hex')}`,
    );
    const message = Buffer.alloc(256, 0x5a);
    let power = BigInt(`0x${signer?.sign(message).toString('hex')}`);
    const base = power;
    // e = 2^16 + 1
    for (let i = 0; i < 16; i++) power = (power * power) % modulus;
    power = (power * base) % modulus;
    expect(power.toString(16).padStart(512, '0')).toBe(message.toString('hex'));
  });

  it('can neither be changed nor taken out of the log', async () => {
    for (const statement of [
      `UPDATE anonymity_key SET week = '2030-W01' WHERE sequence = 9`,
      `DELETE FROM anonymity_key`,
      `TRUNCATE anonymity_key`,
    ]) {
      await expect(database.dataSource.query(statement)).rejects.toThrow('never changed or deleted');
    }
  });

  it('are destroyed when their week is over', async () => {
    clock.moveTo('2027-01-11T00:30:00+08:00');
    await new IssuerKeys(unitOfWork, log).keep();
    const kept = await unitOfWork.read<{ week: string }>(`SELECT week FROM issuer.private_key ORDER BY week`);
    expect(kept.map(({ week }) => week)).toEqual([
      '2027-W02',
      '2027-W03',
      '2027-W04',
      '2027-W05',
      '2027-W06',
      '2027-W07',
      '2027-W08',
      '2027-W09',
      '2027-W10',
    ]);
    expect(await new IssuerKeys(unitOfWork, log).signerOf('2027-W01')).toBeNull();
  });

  it('belong to a role that nobody signs in as', async () => {
    const rows = await unitOfWork.read(
      `SELECT r.rolcanlogin AS "canLogin", r.rolname <> current_user AS "isSeparate"
         FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner
        WHERE c.oid = 'issuer.private_key'::regclass`,
    );
    expect(rows).toEqual([{ canLogin: false, isSeparate: true }]);
  });
});

describe('on a database server that somebody else runs', () => {
  const roles = { maker: 'CREATEROLE', plain: '' } as const;
  let server: URL;

  async function onServer(statement: string, database = 'postgres'): Promise<void> {
    const url = new URL(server);
    url.pathname = `/${database}`;
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  }

  /** A database of a role that is not the server's superuser. */
  async function given(name: keyof typeof roles): Promise<string> {
    const role = `given_${name}_${process.pid}`;
    await onServer(`CREATE ROLE ${role} LOGIN PASSWORD 'secret' ${roles[name]}`);
    await onServer(`CREATE DATABASE ${role} OWNER ${role}`);
    const url = new URL(server);
    url.username = role;
    url.password = 'secret';
    url.pathname = `/${role}`;
    return url.href;
  }
  async function tidy(name: keyof typeof roles): Promise<void> {
    const role = `given_${name}_${process.pid}`;
    await onServer(`DROP DATABASE IF EXISTS ${role} WITH (FORCE)`);
    await onServer(`DROP ROLE IF EXISTS ${role}_issuer`);
    await onServer(`DROP ROLE IF EXISTS ${role}`);
  }

  let anchor: TestDatabase;
  beforeAll(async () => {
    anchor = await createTestDatabase();
    server = new URL(anchor.url);
  });
  afterAll(async () => {
    await tidy('maker');
    await tidy('plain');
    await anchor.drop();
  });

  async function keepKeys(url: string): Promise<{ week: string }[]> {
    const dataSource = createDataSource(url, databaseParts, 2);
    await dataSource.initialize();
    try {
      await migrate(dataSource);
      const unitOfWork = new UnitOfWork(dataSource, new MovableClock('2026-03-02T09:00:00+08:00'));
      const keys = new IssuerKeys(unitOfWork, log);
      await keys.keepPresent();
      expect(await keys.signerOf('2026-W10')).not.toBeNull();
      return await dataSource
        .query<{ week: string }[]>(`SELECT week FROM issuer.private_key`)
        .catch((error: Error) => [{ week: error.message }]);
    } finally {
      await dataSource.destroy();
    }
  }

  it('makes a role of its own for the private keys, and reads them in no other way', async () => {
    expect(await keepKeys(await given('maker'))).toEqual([
      { week: expect.stringMatching('permission denied') },
    ]);
  });

  it('works without the right to make roles, and then keeps the keys with the one role that it has', async () => {
    expect(await keepKeys(await given('plain'))).toEqual([{ week: '2026-W10' }]);
  });
});

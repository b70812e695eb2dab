import { BuiltProgram } from '../support/built-program.js';
import { freePort } from '../support/free-port.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { TestMailServer } from '../support/test-mail-server.js';
import { testSettings } from '../support/test-settings.js';

/** Circular imports pass in a test runner and die at boot, so the compiled programs are started for real. */
describe('the built programs', () => {
  let database: TestDatabase;
  let mailServer: TestMailServer;

  beforeAll(async () => {
    database = await createTestDatabase();
    mailServer = await TestMailServer.start();
  });
  afterAll(async () => {
    await mailServer.stop();
    await database.drop();
  });

  const settings = (port: number) =>
    testSettings({
      databaseUrl: database.url,
      smtpUrl: mailServer.url,
      port,
      publicUrl: `http://localhost:${port}`,
    });

  it('api: gets ready, and ends cleanly when asked', async () => {
    const port = await freePort();
    const api = new BuiltProgram('api', settings(port));
    await api.hears(/successfully started|listening|ready/i);
    await expect(readiness(port)).resolves.toBe(200);
    expect(await api.end()).toBe(0);
  });

  it('worker: gets ready, and ends cleanly when asked', async () => {
    const worker = new BuiltProgram('worker', settings(0));
    await worker.hears(/worker ready/);
    expect(await worker.end()).toBe(0);
  });

  it('api: refuses demo mode where real people are, in one sentence', async () => {
    await database.dataSource.query(
      `INSERT INTO person (id, employee_number, name, locale, must_change_password, created_at, updated_at, version, head_hash)
       VALUES (gen_random_uuid(), 'R1', 'Real', 'en', true, now(), now(), 1, decode(repeat('00', 32), 'hex'))`,
    );
    const api = new BuiltProgram('api', { ...settings(await freePort()), mode: 'demo' });
    await api.hears(/this database holds real people: set HUIYIN_MODE=production/);
    expect(await api.end()).not.toBe(0);
  });
});

/** The first log line may come a moment before the socket is open. */
async function readiness(port: number): Promise<number> {
  for (let attempt = 0; ; attempt++) {
    try {
      return (await fetch(`http://127.0.0.1:${port}/health/ready`)).status;
    } catch (error) {
      if (attempt === 200) throw error;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

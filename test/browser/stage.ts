import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { IssuerKeys } from '@huiyin/anonymity';
import { SystemClock } from '@huiyin/platform';
import { Admission, AnswerSheetPress } from '@huiyin/ticket';
import type { Browser, BrowserContext } from 'playwright-core';
import { Intake } from '../../apps/intake/intake.js';
import { AnonymousSession } from '../../apps/web/features/anonymity/client/anonymous-session.js';
import type { ShownReceipt } from '../../apps/web/features/anonymity/client/messages.js';
import { freePort } from '../support/free-port.js';
import { MovableClock } from '../support/movable-clock.js';
import { startApi, type RunningApi } from '../support/running-api.js';
import { SCREEN, type Language, type Seat } from './visit.js';

const DAY_MS = 86_400_000;
const CHINESE_TIME_MS = 8 * 3_600_000;

/** Makes a page or a worker live in another time; what it asks of the machine comes from here alone. */
const shifted = (milliseconds: number): string => `{
  const Real = Date;
  globalThis.Date = class extends Real {
    constructor(...given) {
      if (given.length === 0) super(Real.now() + ${milliseconds});
      else super(...given);
    }
    static now() {
      return Real.now() + ${milliseconds};
    }
  };
}
`;

/** Makes a worker be told another stretch in which it sends an envelope. */
const hurried = (seconds: number): string => `{
  const real = globalThis.fetch;
  globalThis.fetch = async (...given) => {
    const response = await real(...given);
    if (!String(given[0]).endsWith('/anonymity/keys')) return response;
    const published = await response.json();
    return Response.json({ ...published, intake: { ...published.intake, everySeconds: ${seconds} } });
  };
}
`;

/** The script of the worker in a copy of the built pages, which is served as it lies there and not compressed. */
async function workerIn(webFolder: string): Promise<{ path: string; script: string }> {
  const assets = join(webFolder, 'assets');
  const names = (await readdir(assets)).filter((name) => name.startsWith('anonymity-worker-'));
  const name = names.find((one) => one.endsWith('.js')) ?? '';
  for (const packed of names.filter((one) => one !== name)) await rm(join(assets, packed));
  const path = join(assets, name);
  return { path, script: await readFile(path, 'utf8') };
}

/**
 * Everything that a ticket goes through, also an anonymous one, on a database of its own and in a time that only the test moves:
 * the built pages and the api, the intake with its port, and what the worker does about anonymous tickets.
 */
export class Stage {
  private constructor(
    readonly api: RunningApi,
    readonly address: string,
    /** The time of the intake alone. */
    readonly intakeClock: MovableClock,
    private readonly intake: Intake,
    private readonly worker: { readonly path: string; readonly script: string },
    private readonly folder: string,
  ) {}

  /** @param start ISO 8601 instant */
  static async open(start: string): Promise<Stage> {
    const [port, intakePort] = [await freePort(), await freePort()];
    const address = `http://localhost:${port}`;
    const [clock, intakeClock] = [new MovableClock(start), new MovableClock(start)];
    const folder = await mkdtemp('/dev/shm/huiyin-intake-test-');
    const webFolder = join(folder, 'web');
    await cp(join(import.meta.dirname, '../../dist/web'), webFolder, { recursive: true });
    const worker = await workerIn(webFolder);
    const api = await startApi({
      clock,
      settings: { publicUrl: address, port, intakeUrl: `http://localhost:${intakePort}` },
      webFolder,
    });
    await api.app.get(IssuerKeys, { strict: false }).keep();
    const intake = await Intake.open(
      {
        mode: 'demo',
        databaseUrl: api.database.intakeUrl,
        host: '127.0.0.1',
        port: intakePort,
        webOrigin: address,
        journalFolder: join(folder, 'journal'),
        keyFolder: join(folder, 'keys'),
        plan: { kind: 'daily', minute: 150 },
        least: 0,
      },
      intakeClock,
    );
    await intake.serve();
    return new Stage(api, address, intakeClock, intake, worker, folder);
  }

  /** A shared seat whose clocks show the time of the stage, and which sends an envelope every so many seconds. */
  async seat(browser: Browser, language: Language, everySeconds?: number): Promise<Seat> {
    const context = await browser.newContext({ locale: language, ...SCREEN });
    return this.seatIn(context, everySeconds);
  }

  /** The same in a browser that is there. */
  async seatIn(context: BrowserContext, everySeconds = 3_600): Promise<Seat> {
    const shift = shifted(this.api.clock.now().getTime() - new SystemClock().now().getTime());
    await context.addInitScript(shift);
    // A worker has a clock of its own, which no script of the page reaches.
    await writeFile(this.worker.path, shift + hurried(everySeconds) + this.worker.script);
    return { context, address: this.address, isShared: true };
  }

  /** Someone writes anonymously with the client's own code but no screen, and signs out. */
  async write(
    employeeNumber: string,
    opinion: { title: string; body: string; department: string },
  ): Promise<ShownReceipt> {
    const client = await this.api.client().signIn(employeeNumber);
    const departments = await client.get<{ id: string; name: Record<string, string> }[]>('/departments');
    const { title, body, department } = opinion;
    const session = new AnonymousSession({
      issuer: {
        readKeys: () => client.get('/anonymity/keys'),
        issue: async (request) => (await client.request<never>('POST', '/anonymity/tokens', request)).body,
      },
      sheets: { list: async () => [], read: () => Promise.reject(new Error('none')) },
      intake: {
        post: async (url, envelope) => {
          const response = await fetch(url, {
            method: 'POST',
            headers: { 'content-type': 'application/octet-stream' },
            body: envelope,
          });
          return new Uint8Array(await response.arrayBuffer());
        },
      },
      draw: () => 0.5,
    });
    await session.tick(this.api.clock.now().getTime());
    const receipt = await session.write({
      kind: 'problem',
      urgency: 'ordinary',
      departmentId: departments.find(({ name }) => name['zh-CN'] === department)?.id ?? '',
      title,
      body,
      mayPublishWording: true,
      ownDepartmentId: null,
      pictures: [],
    });
    await session.confirm();
    await session.signOut();
    return receipt;
  }

  /** The night passes: what waits long enough is released, taken over, and the sheet of the new day is printed. */
  async nextMorning(): Promise<void> {
    const midnight =
      Math.floor((this.api.clock.now().getTime() + CHINESE_TIME_MS) / DAY_MS + 1) * DAY_MS - CHINESE_TIME_MS;
    this.moveTo(new Date(midnight + 2.5 * 3_600_000));
    await this.intake.tick();
    await this.get(Admission).sweep();
    this.moveTo(new Date(midnight + 5 * 3_600_000));
    await this.get(AnswerSheetPress).sweep();
    this.moveTo(new Date(midnight + 10 * 3_600_000));
  }

  /** On both sides. */
  moveTo(instant: Date | string): void {
    this.api.clock.moveTo(instant);
    this.intakeClock.moveTo(instant);
  }

  /** Mornings pass until the anonymous ticket is in this state; fails when the hold is over and it is not. */
  async untilTicketIs(state: string): Promise<void> {
    for (let morning = 0; morning < 3; morning++) {
      await this.nextMorning();
      const [ticket] = await this.api.unitOfWork.read<{ state: string }>(
        `SELECT state FROM ticket WHERE author_kind = 'anonymous'`,
      );
      if (ticket?.state === state) return;
    }
    throw new Error(`The ticket is not "${state}" after three mornings.`);
  }

  get<Type>(type: abstract new (...parameters: never[]) => Type): Type {
    return this.api.app.get<Type>(type, { strict: false });
  }

  async close(): Promise<void> {
    await this.intake.close();
    await this.api.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

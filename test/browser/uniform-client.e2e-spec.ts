import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import type { Sent } from '../../apps/web/features/anonymity/client/messages.js';
import { launchBrowser } from '../support/browser.js';
import { RunningProduct } from '../support/running-product.js';
import { fill, openWriting, OPINIONS, sendAndConfirm, switchOf } from './anonymous-desk.js';
import { textOf, Visitor } from './visit.js';
import { Wire, type Exchange } from './wire.js';

let browser: Browser;
let product: RunningProduct;

beforeAll(async () => {
  [browser, product] = await Promise.all([launchBrowser(), RunningProduct.start()]);
}, 120_000);

afterAll(async () => {
  await browser.close();
  await product.stop();
}, 60_000);

/**
 * Stands before the shipped worker: its time stands still until it is moved, and each moment is drawn in the middle of its
 * stretch. The worker itself knows nothing of it.
 */
const HELD_TIME = `{
  const real = { setTimeout: self.setTimeout.bind(self), getRandomValues: crypto.getRandomValues.bind(crypto) };
  let now = Date.now();
  let waits = [];
  Date.now = () => now;
  self.setTimeout = (work, milliseconds = 0) => waits.push({ at: now + milliseconds, work });
  crypto.getRandomValues = (array) =>
    array instanceof Uint32Array && array.length === 1 ? array.fill(2 ** 31) : real.getRandomValues(array);
  const post = self.postMessage.bind(self);
  self.postMessage = (message) => {
    if (message.state) self.lastState = message.state;
    post(message);
  };
  const soon = () => new Promise((resolve) => real.setTimeout(resolve, 0));
  self.waitsWithin = async (milliseconds) => {
    while (!waits.some(({ at }) => at <= now + milliseconds)) await soon();
  };
  self.moveTime = async (milliseconds) => {
    const end = now + milliseconds;
    for (;;) {
      await soon();
      const next = Math.min(...waits.map(({ at }) => at));
      if (next > end) break;
      now = next;
      const due = waits.filter(({ at }) => at === next);
      waits = waits.filter(({ at }) => at !== next);
      for (const { work } of due) work();
    }
    now = end;
  };
  self.sleepThrough = (milliseconds) => {
    now += milliseconds;
    const due = waits.filter(({ at }) => at <= now);
    waits = waits.filter(({ at }) => at > now);
    for (const { work } of due) work();
  };
}
`;

/** Tells the worker of no key at all when it asks again: a log that is whole, and not the one of before. */
const FORGETFUL = `{
  const real = self.fetch;
  let reads = 0;
  self.fetch = async (...given) => {
    const response = await real(...given);
    if (!String(given[0]).endsWith('/anonymity/keys')) return response;
    return reads++ === 0 ? response : Response.json({ ...(await response.json()), keys: [] });
  };
}
`;

const ENVELOPE = /POST http:\/\/[^/]+\/$/;

/** The product makes an answer sheet soon after its first start; until then there is none to read. */
async function untilThereIsASheet({ address }: RunningProduct): Promise<void> {
  const signedIn = await fetch(`${address}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ employeeNumber: 'A1002', password: 'every-voice-counts' }),
  });
  const cookie = signedIn.headers.getSetCookie().map((one) => one.split(';')[0]);
  const sheets = async (): Promise<unknown[]> => {
    const answer = await fetch(`${address}/api/v1/answer-sheet`, { headers: { cookie: cookie.join('; ') } });
    return (await answer.json()) as unknown[];
  };
  while ((await sheets()).length === 0) await delay(100);
}

interface Session {
  readonly exchanges: readonly Exchange[];
  /** What the worker said became of what was written. */
  readonly sent: readonly Sent[];
}

/** As a link does, without a mouse that would load what it comes to lie on. */
async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate(`history.pushState(null, '', ${JSON.stringify(path)})`);
}

/** In a browser as new, whose worker has done what comes first. */
async function signIn(employeeNumber: string, script: string) {
  const context = await browser.newContext({
    locale: 'en',
    // A worker whose script was put together by a test counts as one from far away.
    permissions: ['local-network-access'],
  });
  const page = await context.newPage();
  const wire = await Wire.of(context, page, '*/assets/anonymity-worker-*.js', script);
  await page.goto(`${product.address}/sign-in`);
  await page.getByLabel('Employee number', { exact: true }).fill(employeeNumber);
  const password = page.getByLabel('Password', { exact: true });
  await password.fill('every-voice-counts');
  // No mouse: over whatever link it comes to lie, the page behind it is loaded.
  await password.press('Enter');
  await wire.worker();
  const [worker] = page.workers();
  if (!worker) throw new Error('There is no worker.');
  await page.waitForURL(`${product.address}/`);
  await worker.evaluate('moveTime(0)');
  return { context, page, wire, worker };
}

/**
 * Two agents whose names, teams and sites are of one length, so that whatever is told them of themselves is as long. On a
 * Monday nobody gets a second token.
 */
const SILENT = 'A1001';
const WRITING = 'A1031';

/** One person from sign-in to sign-out, two envelopes and a last one long, in a browser as new. */
async function session(employeeNumber: string, { writes }: { writes: boolean }): Promise<Session> {
  const { context, page, wire, worker } = await signIn(employeeNumber, HELD_TIME);
  await wire.answered(/GET .*answer-sheet\/./, 1);
  await page.waitForLoadState('networkidle');
  // Everybody reads what is promised; whoever is about to write looks at the keys as well.
  await goTo(page, '/anonymity');
  await page.getByRole('heading', { name: textOf('zh-CN', 'anonymity.truth.who-title') }).waitFor();
  if (writes) {
    await goTo(page, '/anonymity/keys');
    await page.getByText(textOf('zh-CN', 'anonymity.own-keys')).waitFor();
    expect(await page.locator('[data-large=true]').innerText()).toMatch(/^([0-9A-F]{4}\s*){16}$/);
  }
  await goTo(page, '/');
  await page.locator('button', { hasText: employeeNumber }).waitFor();
  await page.waitForLoadState('networkidle');
  if (writes) {
    const author = Visitor.on(page, 'zh-CN');
    await openWriting(author);
    await switchOf(author).click();
    await fill(author, OPINIONS['zh-CN']);
    await sendAndConfirm(author);
    await goTo(page, '/');
    await page.locator('button', { hasText: employeeNumber }).waitFor();
  }
  // The next envelope waits for its moment only when everything before it has been read.
  await worker.evaluate('waitsWithin(30_000)');
  await worker.evaluate('moveTime(30_000)');
  await wire.answered(ENVELOPE, 1);
  await worker.evaluate('moveTime(60_000)');
  await wire.answered(ENVELOPE, 2);
  await wire.answered(/GET .*answer-sheet$/, 2);
  const sent = JSON.parse(await worker.evaluate<string>('JSON.stringify(lastState.sent)')) as Sent[];
  const closed = worker.waitForEvent('close');
  await page.locator('button', { hasText: employeeNumber }).press('Enter');
  await page.getByRole('menuitem', { name: textOf('zh-CN', 'session.sign-out'), exact: true }).press('Enter');
  await page.waitForURL('**/sign-in**');
  await closed;
  await context.close();
  return { exchanges: wire.exchanges, sent };
}

/** What somebody who sees everything could compare; sessions and people have names of their own, of one length. */
function seen({ method, url, requestHeaders, status, receivedBytes }: Exchange): string {
  const headers = Object.entries(requestHeaders).map(
    ([name, value]) =>
      `${name}: ${/^(cookie|huiyin-person)$/i.test(name) ? `${value.length} characters` : value}`,
  );
  return [`${method} ${url} → ${status}, ${receivedBytes} bytes`, ...headers.sort()].join('\n');
}

describe('a browser whose person writes anonymously', () => {
  let silent: Session;
  let writing: Session;
  beforeAll(async () => {
    await untilThereIsASheet(product);
    silent = await session(SILENT, { writes: false });
    writing = await session(WRITING, { writes: true });
  }, 120_000);

  it('has its ticket taken', () => {
    expect(silent.sent).toEqual([]);
    expect(writing.sent).toMatchObject([{ type: 'ticket', outcome: { status: 'accepted' } }]);
  });

  it('asks for the same, in the same words and sizes, as one whose person does not', () => {
    // The sign-in page of the demo lists its people, and is left before or after they have come; the script of the worker
    // comes from this test.
    const all = ({ exchanges }: Session): string[] =>
      exchanges.filter(({ url }) => !/\/demo\/people$|\/anonymity-worker-/.test(url)).map(seen);
    expect(all(writing).sort()).toEqual(all(silent).sort());
    const worker = ({ exchanges }: Session): string[] =>
      exchanges
        .filter(({ method, url }) => method === 'POST' && /anonymity|answer-sheet|\/$/.test(url))
        .map(seen);
    expect(worker(writing)).toEqual(worker(silent));
    expect(worker(writing)).toHaveLength(4);
  });

  it.each(['silent', 'writing'] as const)(
    'sends each envelope on a connection of its own, with nothing that names anybody (%s)',
    (who) => {
      const { exchanges } = { silent, writing }[who];
      const { host } = new URL(product.address);
      const [own, foreign] = [true, false].map((isOwn) =>
        exchanges.filter(({ url, connection }) => connection > 0 && (new URL(url).host === host) === isOwn),
      );
      const envelopes = exchanges.filter(({ method, url }) => ENVELOPE.test(`${method} ${url}`));
      expect(envelopes.map(({ status }) => status)).toEqual([200, 200, 200]);
      for (const { requestHeaders } of foreign ?? []) {
        const names = Object.keys(requestHeaders).map((name) => name.toLowerCase());
        expect(names).toContain('origin');
        expect(names).not.toContain('cookie');
        expect(names).not.toContain('huiyin-person');
        expect(names).not.toContain('referer');
        expect(names).not.toContain('authorization');
      }
      expect(envelopes.map(({ requestHeaders }) => requestHeaders['Content-Length'])).toEqual([
        '262144',
        '262144',
        '262144',
      ]);
      const connections = (foreign ?? []).map(({ connection }) => connection);
      expect(new Set(connections).size).toBe(connections.length);
      const shared = new Set(own?.map(({ connection }) => connection));
      expect(connections.filter((connection) => shared.has(connection))).toEqual([]);
      // Each envelope and what a browser asks for beforehand.
      expect(connections).toHaveLength(6);
    },
  );
});

describe('a log that lost what this browser saw', () => {
  it('is refused in the same session, and the page of keys says so and shows what was seen', async () => {
    const { context, page, worker } = await signIn('A1003', HELD_TIME + FORGETFUL);
    await goTo(page, '/anonymity/keys');
    await page.locator('[data-large=true]').waitFor();
    const head = page.locator('section', { hasText: textOf('en', 'anonymity.head-what') });
    const seen = await head.locator('[translate=no]').innerText();
    await worker.evaluate('waitsWithin(60_000)');
    await worker.evaluate('sleepThrough(25 * 3_600_000)');
    const main = page.locator('main');
    await main.getByRole('alert').getByText(textOf('en', 'anonymity.alarm.chain-forked')).waitFor();
    expect(await page.locator('[data-large=true]').count()).toBe(0);
    const before = main.locator('section', { hasText: textOf('en', 'anonymity.seen-before-what') });
    expect(await before.locator('[translate=no]').innerText()).toBe(seen);
    await context.close();
  }, 60_000);
});

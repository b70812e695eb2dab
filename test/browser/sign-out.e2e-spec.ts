import type { Browser, Worker } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { RunningProduct } from '../support/running-product.js';
import { askWorker } from './ask-worker.js';
import { SCREEN, Visitor } from './visit.js';

let browser: Browser;
let product: RunningProduct;

beforeAll(async () => {
  [browser, product] = await Promise.all([launchBrowser(), RunningProduct.start()]);
}, 120_000);

afterAll(async () => {
  await browser.close();
  await product.stop();
}, 60_000);

const TICKET = {
  kind: 'problem',
  urgency: 'ordinary',
  departmentId: 'any',
  title: 'No warm meal on the late shift',
  body: 'After nine there is only cold food. Please keep one warm dish.',
  mayPublishWording: true,
  ownDepartmentId: null,
  pictures: [],
};

interface Visit {
  readonly visitor: Visitor;
  readonly worker: Worker;
  /** Envelopes that left; none arrives. */
  readonly envelopes: string[];
}

/** Somebody whose browser does not reach the intake. */
async function visit(): Promise<Visit> {
  const context = await browser.newContext({ locale: 'en', ...SCREEN });
  const envelopes: string[] = [];
  await context.route(/^[^?]+:\d+\/$/, async (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    envelopes.push(route.request().url());
    await route.abort();
  });
  const visitor = await Visitor.sitDown({ context, address: product.address }, 'A1003', 'en');
  // Its worker asks for the answers once it has its token.
  await visitor.untilSettled();
  const [worker] = visitor.page.workers();
  if (!worker) throw new Error('There is no worker.');
  return { visitor, worker, envelopes };
}

async function signOut({ page }: Visitor): Promise<void> {
  await page.locator('button', { hasText: 'A1003' }).click();
  await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
}

describe('signing out', () => {
  it('tells its person that what was sent last did not arrive, and signs out all the same', async () => {
    const { visitor, worker, envelopes } = await visit();
    await expectWritten(worker);
    await signOut(visitor);
    await visitor.page.waitForURL('**/sign-in**');
    await visitor.page.getByText(visitor.text('session.not-sent')).waitFor();
    expect(envelopes.length).toBeGreaterThan(0);
    await visitor.leave();
  }, 60_000);

  it('says nothing to those who wrote nothing', async () => {
    const { visitor, envelopes } = await visit();
    await signOut(visitor);
    // The form comes after everything that is said of the session that has ended.
    await visitor.page.getByLabel(visitor.text('session.employee-number'), { exact: true }).waitFor();
    expect(envelopes.length).toBeGreaterThan(0);
    expect(await visitor.page.getByText(visitor.text('session.not-sent')).count()).toBe(0);
    await visitor.leave();
  }, 60_000);

  it('asks first when more waits than one envelope takes, and sends nothing when its person stays', async () => {
    const { visitor, worker } = await visit();
    const { page } = visitor;
    await worker.evaluate(`{
      const waiting = [1, 2, 3].map((id) => ({
        ...{ id, type: 'ticket', ticketHash: '', ticket: {}, leavesBy: id * 60_000, isHere: true, isConcealed: false },
      }));
      self.postMessage({
        state: { token: { state: 'waiting' }, conditions: null, keys: null, edition: null, waiting, sent: [], thread: null },
      });
      self.asked = [];
      self.addEventListener('message', ({ data }) => self.asked.push(data.name));
      const post = self.postMessage.bind(self);
      // What really is would take the place of this.
      self.postMessage = (message) => ('state' in message ? undefined : post(message));
    }`);
    const asked: string[] = [];
    page.once('dialog', (dialog) => {
      asked.push(dialog.message());
      void dialog.dismiss();
    });
    await signOut(visitor);
    expect(asked).toEqual([expect.stringMatching(/^2 more messages .*\d\d:\d\d/)]);
    expect(new URL(page.url()).pathname).toBe('/');
    expect(await worker.evaluate('self.asked')).toEqual([]);
    page.once('dialog', (dialog) => void dialog.accept());
    await signOut(visitor);
    await page.waitForURL('**/sign-in**');
    await visitor.leave();
  }, 60_000);

  it('asks before what was sent has arrived, and sends nothing of it once the next person is here', async () => {
    const context = await browser.newContext({ locale: 'en', ...SCREEN });
    const seat = { context, address: product.address, isShared: true };
    const visitor = await Visitor.sitDown(seat, 'A1003', 'en');
    const { page } = visitor;
    const sent: string[] = [];
    await page.route('**/api/v1/tickets', async (route) => {
      if (route.request().method() !== 'POST') return route.fallback();
      sent.push(route.request().postData() ?? '');
      await route.fulfill({ status: 502, body: '' });
    });
    await page
      .getByRole('link', { name: visitor.text('shell.write') })
      .first()
      .click();
    await page.locator('[name=title]').fill(TICKET.title);
    await page.locator('[name=body]').fill(TICKET.body);
    await page.locator('input[name=department]').first().check({ force: true });
    await page.clock.install();
    await visitor.button('writing.send').click();
    await visitor.button('outbox.send-now').click();
    await page.getByText(visitor.text('outbox.not-yet')).waitFor();

    const asked: string[] = [];
    const leave = async (isSure: boolean): Promise<void> => {
      page.once('dialog', (dialog) => {
        asked.push(dialog.message());
        void (isSure ? dialog.accept() : dialog.dismiss());
      });
      await page.getByRole('button', { name: visitor.text('shell.shared-seat') }).click();
      const question = page.waitForEvent('dialog');
      await page.getByRole('menuitem', { name: visitor.text('session.sign-out'), exact: true }).click();
      await question;
    };
    await leave(false);
    await page.getByText(visitor.text('outbox.not-yet')).waitFor();
    expect(new URL(page.url()).pathname).toBe('/write');
    await leave(true);
    await page.waitForURL('**/sign-in**');
    expect(asked).toEqual([visitor.text('session.sign-out-unsent'), visitor.text('session.sign-out-unsent')]);

    const tries = sent.length;
    await page.getByLabel(visitor.text('session.employee-number'), { exact: true }).fill('A1001');
    await page.getByLabel(visitor.text('session.password'), { exact: true }).fill('every-voice-counts');
    await page.getByRole('button', { name: visitor.text('session.sign-in'), exact: true }).click();
    await page.locator('button', { hasText: 'A1001' }).waitFor();
    await page.clock.fastForward(120_000);
    await page.goto(`${product.address}/tickets`);
    await page.locator('button', { hasText: 'A1001' }).waitFor();
    expect(sent.length).toBe(tries);
    await visitor.leave();
  }, 90_000);

  it('is noticed by the other tabs, which show and keep nothing of whoever has left', async () => {
    const context = await browser.newContext({ locale: 'en', ...SCREEN });
    const seat = { context, address: product.address, isShared: true };
    const first = await Visitor.sitDown(seat, 'A1003', 'en');
    const second = await Visitor.sitDown(seat, 'A1003', 'en');
    const isTyped = `Object.values(sessionStorage).some((text) => text.includes('No warm meal'))`;
    const type = async ({ page }: Visitor): Promise<void> => {
      await page
        .getByRole('link', { name: first.text('shell.write') })
        .first()
        .click();
      await page.locator('[name=title]').fill(TICKET.title);
      expect(await page.evaluate(isTyped)).toBe(true);
    };
    const shows = async ({ page }: Visitor, name: string): Promise<void> => {
      await page.getByRole('heading', { level: 1, name }).waitFor();
      expect(new URL(page.url()).pathname).toBe('/');
      expect(await page.evaluate(isTyped)).toBe(false);
    };

    await type(first);
    await second.signOut();
    await first.page.waitForURL('**/sign-in');
    expect(await first.page.evaluate(isTyped)).toBe(false);

    const signIn = async ({ page }: Visitor, employeeNumber: string): Promise<string> => {
      await page.getByLabel(first.text('session.employee-number'), { exact: true }).fill(employeeNumber);
      await page.getByLabel(first.text('session.password'), { exact: true }).fill('every-voice-counts');
      await page.getByRole('switch', { name: first.text('session.shared-seat') }).click();
      const answer = page.waitForResponse('**/api/v1/session');
      await page.getByRole('button', { name: first.text('session.sign-in'), exact: true }).click();
      return ((await (await answer).json()) as { name: string }).name;
    };
    await shows(first, await signIn(first, 'A1003'));
    await type(first);
    await second.page.goto(`${product.address}/sign-in`);
    await shows(first, await signIn(second, 'A1001'));

    // What no tab has told shows at the next request.
    await type(first);
    const name = await second.page.evaluate<string>(
      `fetch('/api/v1/session', { method: 'POST', headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ employeeNumber: 'A1002', password: 'every-voice-counts', sharedSeat: true }) })
        .then((answer) => answer.json()).then((me) => me.name)`,
    );
    await first.page
      .getByRole('link', { name: first.text('shell.board') })
      .first()
      .click();
    await shows(first, name);
    expect(first.troubles.filter((trouble) => !/status of 4(01|09)/.test(trouble))).toEqual([]);
    await first.leave();
  }, 90_000);

  it('at one’s own desk wipes one’s own texts when it is chosen, and only the screen when nobody is there', async () => {
    const visitor = await Visitor.signIn(browser, product.address, 'A1003', 'en');
    const { page } = visitor;
    const draftsOfOthers = `localStorage.getItem('huiyin.draft.somebody.writing')`;
    const isTyped = `Object.values(localStorage).some((text) => text.includes('No warm meal'))`;
    const type = async (): Promise<void> => {
      await page
        .getByRole('link', { name: visitor.text('shell.write') })
        .first()
        .click();
      await page.locator('[name=title]').fill(TICKET.title);
      expect(await page.evaluate(isTyped)).toBe(true);
    };
    await page.evaluate(`localStorage.setItem('huiyin.draft.somebody.writing', 'theirs')`);
    await type();
    await signOut(visitor);
    await page.waitForURL('**/sign-in**');
    expect([await page.evaluate(isTyped), await page.evaluate(draftsOfOthers)]).toEqual([false, 'theirs']);

    await page.getByLabel(visitor.text('session.employee-number'), { exact: true }).fill('A1003');
    await page.getByLabel(visitor.text('session.password'), { exact: true }).fill('every-voice-counts');
    await page.getByRole('button', { name: visitor.text('session.sign-in'), exact: true }).click();
    await page.locator('button', { hasText: 'A1003' }).waitFor();
    await type();
    let lose = (): void => undefined;
    const isLost = new Promise<void>((resolve) => (lose = resolve));
    await page.route('**/api/v1/**', async (route) => {
      if (route.request().method() === 'DELETE') await isLost;
      await route.abort();
    });
    await page.clock.install();
    await page.clock.fastForward(8 * 3_600_000 + 5_000);
    await page.getByText(visitor.text('idle.over')).waitFor();
    expect(await page.getByRole('dialog').getByRole('button').count()).toBe(0);
    // Whoever comes by sees nothing of the page any more, whatever the server answers.
    const colour = `getComputedStyle(document.querySelector('.mantine-Modal-overlay')).backgroundColor`;
    expect(await page.evaluate(colour)).toBe('color(srgb 1 1 1)');
    lose();
    await page.waitForURL('**/sign-in**');
    expect([await page.evaluate(isTyped), await page.evaluate(draftsOfOthers)]).toEqual([true, 'theirs']);
    await visitor.leave();
  }, 60_000);
});

async function expectWritten(worker: Worker): Promise<void> {
  const receipt = await askWorker(worker, 'write', TICKET);
  expect(receipt).toMatchObject({ english: Array(12).fill(expect.any(String)) });
  await askWorker(worker, 'confirm');
}

import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { RunningProduct } from '../support/running-product.js';
import { SCREEN, textOf, Visitor, type Language } from './visit.js';
import { expectWellMade } from './well-made.js';

let browser: Browser;
let product: RunningProduct;

beforeAll(async () => {
  [browser, product] = await Promise.all([launchBrowser(), RunningProduct.start()]);
}, 120_000);

afterAll(async () => {
  await browser.close();
  await product.stop();
}, 60_000);

describe('what every browser does for its user', () => {
  it('fetches a token after the first page, keeps it in a worker alone, and ends the worker with the session', async () => {
    const context = await browser.newContext({ locale: 'en' });
    const page = await context.newPage();
    const issued = context.waitForEvent('response', (response) =>
      response.url().endsWith('/anonymity/tokens'),
    );
    await page.goto(`${product.address}/sign-in`);
    await page.getByLabel('Employee number', { exact: true }).fill('A1003');
    await page.getByLabel('Password', { exact: true }).fill('every-voice-counts');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    const response = await issued;
    expect(response.status()).toBe(200);
    const { blindSignature } = (await response.json()) as { blindSignature: string | null };
    expect(blindSignature).toHaveLength(342);
    expect(response.request().headers()).toHaveProperty('huiyin-background', '1');
    expect(page.workers()).toHaveLength(1);
    const kept = await page.evaluate<string>(
      `(async () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, await indexedDB.databases(), await caches.keys()]))()`,
    );
    expect(kept).not.toMatch(/token|receipt|anonymity/);
    expect(kept).toMatch(/\[\],\[\]\]$/);
    const gone = page.workers()[0]?.waitForEvent('close');
    // The page hears of the end of its session at its next request, without being loaded anew.
    await page.evaluate(`fetch('/api/v1/session', { method: 'DELETE' })`);
    await page.getByRole('link', { name: 'Public answers' }).first().click();
    await page.waitForURL('**/sign-in**');
    await gone;
    expect(page.workers()).toEqual([]);
    await context.close();
  }, 60_000);

  it('is no trouble when the page is opened again', async () => {
    const visitor = await Visitor.signIn(browser, product.address, 'A1004', 'en');
    const { page } = visitor;
    const answered = page
      .context()
      .waitForEvent('response', (response) => response.url().endsWith('/anonymity/tokens'));
    await visitor.open('/board');
    // None today, which is an answer: a failure would show among the troubles.
    expect((await answered).status()).toBe(200);
    await page.waitForLoadState('networkidle');
    expect(visitor.troubles).toEqual([]);
    await visitor.leave();
  }, 60_000);
});

describe('the page that tells the truth', () => {
  it.each<Language>(['zh-CN', 'en', 'ru'])(
    'is open to anybody in %s, says behind each sentence how it is checked, and fits a phone',
    async (language) => {
      const context = await browser.newContext({ locale: language, ...SCREEN });
      const page = await context.newPage();
      await page.goto(`${product.address}/anonymity`);
      const checks = page.locator('details');
      await checks.first().waitFor();
      expect(await checks.count()).toBeGreaterThan(15);
      await checks.first().locator('summary').focus();
      await page.keyboard.press('Enter');
      await page.getByText('looks the same to everybody, whenever on its dates it came').first().waitFor();
      await expectWellMade(page);
      await context.close();
    },
    60_000,
  );

  it('is read without a request that would tell who reads it', async () => {
    const context = await browser.newContext({ locale: 'en' });
    const page = await context.newPage();
    await page.goto(`${product.address}/anonymity/keys`);
    await page.locator('[data-large=true]').waitFor();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.getByRole('link', { name: textOf('en', 'anonymity.truth.title') }).click();
    await page.getByRole('heading', { name: textOf('en', 'anonymity.truth.who-title') }).waitFor();
    expect(asked).toEqual([]);
    await context.close();
  }, 60_000);
});

describe('the page of keys', () => {
  it.each<Language>(['zh-CN', 'en', 'ru'])(
    'is open to anybody in %s, checked by the browser, and fit for a phone',
    async (language) => {
      const context = await browser.newContext({ locale: language, ...SCREEN });
      const page = await context.newPage();
      await page.goto(`${product.address}/anonymity/keys`);
      const large = page.locator('[data-large=true]');
      await large.waitFor();
      expect(await large.innerText()).toMatch(/^([0-9A-F]{4}\s*){16}$/);
      await expectWellMade(page);
      await context.close();
    },
    60_000,
  );

  it('refuses a log with an entry that does not follow', async () => {
    const context = await browser.newContext({ locale: 'en' });
    const page = await context.newPage();
    await page.route('**/api/v1/anonymity/keys', async (route) => {
      const answer = await route.fetch();
      const log = (await answer.json()) as { keys: { week: string }[] };
      const [first] = log.keys;
      await route.fulfill({ json: { ...log, keys: [...log.keys, first] } });
    });
    await page.goto(`${product.address}/anonymity/keys`);
    await page.getByRole('alert').waitFor();
    expect(await page.locator('[data-large=true]').count()).toBe(0);
    await context.close();
  }, 60_000);
});

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { launchBrowser, launchProfile } from '../support/browser.js';
import {
  CANARY,
  fill,
  heldBy,
  keptBy,
  openWriting,
  OPINIONS,
  photograph,
  sendAndConfirm,
  settleDown,
  sitDown,
  switchOf,
} from './anonymous-desk.js';
import { Stage } from './stage.js';
import type { Visitor } from './visit.js';

let browser: Browser;
let stage: Stage;

beforeAll(async () => {
  [browser, stage] = await Promise.all([launchBrowser(), Stage.open('2026-11-27T10:00:00+08:00')]);
}, 120_000);

afterAll(async () => {
  await browser.close();
  await stage.close();
}, 60_000);

describe('what is written anonymously', () => {
  it('goes out of the storage where a draft of it was, and stays out', async () => {
    const author = await sitDown(stage, browser, 'A1008', 'en');
    const { page } = author;
    await openWriting(author);
    await page.locator('[name=title]').fill(CANARY);
    await page.locator('[name=body]').fill(`${CANARY} sings at night.`);
    expect(await keptBy(author)).toContain(CANARY);
    await switchOf(author).click();
    await page.getByText(author.text('anonymous.was-kept')).waitFor();
    expect(await page.locator('[data-field=title]').inputValue()).toBe(CANARY);
    expect(await keptBy(author)).not.toContain(CANARY);
    await page.locator('[data-field=body]').fill(`${CANARY} sings by day.`);
    expect(await keptBy(author)).not.toContain(CANARY);

    // Turning it off asks first, and then wipes.
    await switchOf(author).click();
    await author.button('loss.wipe.stay').click();
    expect(await page.locator('[data-field=title]').inputValue()).toBe(CANARY);
    await switchOf(author).click();
    await author.button('loss.wipe.go').click();
    await page.locator('[name=title]').waitFor();
    expect(await heldBy(author)).not.toContain(CANARY);
    expect(await keptBy(author)).not.toContain(CANARY);
    await author.leave();
  }, 60_000);

  it('does not begin in an address or a storage when it begins with its department', async () => {
    const author = await sitDown(stage, browser, 'A1009', 'en');
    const { page } = author;
    await page
      .getByRole('link', { name: author.text('shell.departments') })
      .first()
      .click();
    const name = author.text('catalogue.write-to').replace('{{department}}', 'Canteen');
    await page.getByRole('link', { name }).click();
    const chosen = page.locator('label[data-chosen=true]', { hasText: 'Canteen' });
    await chosen.waitFor();
    expect(new URL(page.url())).toMatchObject({ pathname: '/write', search: '' });
    expect(await keptBy(author)).not.toContain('departmentId');
    await switchOf(author).click();
    await page.locator('[data-field=title]').waitFor();
    await chosen.waitFor();
    expect(await keptBy(author)).not.toContain('departmentId');
    await author.leave();
  }, 60_000);

  it('is asked about before its page is left, wiped when it is, and wiped without a question at sign-out', async () => {
    const author = await sitDown(stage, browser, 'A1013', 'en');
    const { page } = author;
    const home = page.getByRole('link', { name: author.text('shell.home') }).first();
    await openWriting(author);
    await switchOf(author).click();
    await page.locator('[data-field=title]').fill(CANARY);
    await home.click();
    await author.button('loss.wipe.stay').click();
    expect(await page.locator('[data-field=title]').inputValue()).toBe(CANARY);
    // Also from the receipt, where nothing has been sent yet.
    await fill(author, { ...OPINIONS.en, title: CANARY });
    await author.button('anonymous.send').click();
    await page.getByRole('heading', { name: author.text('anonymous.receipt.title') }).waitFor();
    await home.click();
    await author.button('loss.wipe.go').click();
    await page.getByText(author.text('home.write-what')).waitFor();
    await openWriting(author);
    expect(await page.locator('[data-state=waiting]').count()).toBe(0);
    await switchOf(author).click();
    expect(await page.locator('[data-field=title]').inputValue()).toBe('');
    await page.locator('[data-field=title]').fill(CANARY);
    await author.signOut();
    expect(await page.content()).not.toContain(CANARY);
    expect(await heldBy(author)).not.toContain(CANARY);
    expect(await keptBy(author)).not.toContain(CANARY);
    await author.leave();
  }, 60_000);

  it('is still there for whoever looks again within two minutes, and gone after them', async () => {
    const author = await sitDown(stage, browser, 'A1018', 'en');
    const { page } = author;
    await openWriting(author);
    await switchOf(author).click();
    const title = page.locator('[data-field=title]');
    await title.fill(CANARY);
    const look = (isHidden: boolean): Promise<void> =>
      page.evaluate<undefined>(
        `Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => '${isHidden ? 'hidden' : 'visible'}' });
         void document.dispatchEvent(new Event('visibilitychange'))`,
      );
    const pass = (milliseconds: number): Promise<void> =>
      page.evaluate<undefined>(
        `{ const real = Date.now; Date.now = () => real() + ${milliseconds}; undefined }`,
      );
    await look(true);
    await pass(110_000);
    await look(false);
    expect(await title.inputValue()).toBe(CANARY);
    await look(true);
    await pass(120_000);
    await look(false);
    expect(await title.inputValue()).toBe('');
    await page.getByText(author.text('anonymous.wiped_other').replace('{{count}}', '2')).waitFor();
    await author.leave();
  }, 60_000);

  it('goes from a screen that nobody touches, with what was handed in before', async () => {
    const author = await sitDown(stage, browser, 'A1019', 'en');
    const { page } = author;
    const pass = (seconds: number): Promise<void> =>
      page.evaluate<undefined>(
        `{ const real = Date.now; Date.now = () => real() + ${seconds * 1_000}; undefined }`,
      );
    await openWriting(author);
    await switchOf(author).click();
    const title = page.locator('[data-field=title]');
    await title.fill(CANARY);
    const search = page.getByRole('searchbox', { name: author.text('writing.search-departments') });
    await search.fill('Canteen');
    await pass(100);
    const question = page.getByRole('dialog', { name: author.text('idle.title') });
    await question.waitFor();
    await author.button('idle.stay').click();
    await question.waitFor({ state: 'hidden' });
    expect(await title.inputValue()).toBe(CANARY);
    await pass(121);
    await page.getByText(author.text('anonymous.wiped_other').replace('{{count}}', '2')).waitFor();
    expect(await title.inputValue()).toBe('');
    expect(await heldBy(author)).not.toContain('Canteen');
    // Whom it is for goes as well where nothing else has been written.
    await search.fill('Canteen');
    await pass(121);
    await search.and(page.locator('[value=""]')).waitFor();
    // What is dictated comes without a key, and from somebody who is there.
    await title.fill(CANARY);
    await pass(100);
    await question.waitFor();
    await author.button('idle.stay').click();
    expect(await title.inputValue()).toBe(CANARY);
    await fill(author, { ...OPINIONS.en, title: CANARY });
    await sendAndConfirm(author);
    const proof = page.locator('[data-state=accepted]');
    await proof.waitFor({ timeout: 20_000 });
    await pass(121);
    await proof.waitFor({ state: 'hidden' });
    expect(await page.content()).not.toContain(CANARY);
    await author.leave();
  }, 60_000);
});

describe('what was written anonymously', () => {
  const found = async (folder: string, word: string): Promise<string[]> => {
    const forms = [Buffer.from(word, 'utf8'), Buffer.from(word, 'utf16le')];
    const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) =>
      one.isFile(),
    );
    const holding = await Promise.all(
      files.map(async ({ parentPath, name }) => {
        // The browser works there: a file may be gone by now.
        const content = await readFile(join(parentPath, name)).catch(() => Buffer.alloc(0));
        return forms.some((form) => content.includes(form)) ? [name] : [];
      }),
    );
    return holding.flat();
  };

  it('is nowhere in the profile of a browser after it was sent, closed, or died with it on the screen', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'huiyin-profile-'));
    let context = await launchProfile(folder);
    const sit = async (): Promise<Visitor> => settleDown(await stage.seatIn(context, 5), 'A1028', 'en');
    const write = async (author: Visitor): Promise<void> => {
      await switchOf(author).click();
      const body = `${CANARY} sings at night, and nobody knows why.`;
      await fill(author, { ...OPINIONS.en, title: CANARY, body });
    };
    const author = await sit();
    await openWriting(author);
    // What a named draft leaves shows that this would be found.
    await author.page.locator('[name=title]').fill('Kontrollwort');
    while ((await found(folder, 'Kontrollwort')).length === 0) await delay(100);
    await write(author);
    await author.page
      .locator('input[type=file]')
      .setInputFiles({ name: `${CANARY}.jpg`, mimeType: 'image/jpeg', buffer: await photograph() });
    await author.page.locator('figure').waitFor();
    const words = await sendAndConfirm(author);
    await author.page.locator('[data-state=accepted]').waitFor({ timeout: 20_000 });
    await author.button('anonymous.next.named').click();
    await author.signOut();

    const closing = await sit();
    await openWriting(closing);
    await write(closing);
    await context.close();

    context = await launchProfile(folder);
    const dying = await sit();
    await openWriting(dying);
    await write(dying);
    await dying.button('anonymous.send').click();
    await dying.page.getByRole('heading', { name: dying.text('anonymous.receipt.title') }).waitFor();
    const gone = new Promise((resolve) => context.once('close', resolve));
    const session = await context.newCDPSession(dying.page);
    session.send('Browser.crash').catch(() => undefined);
    await gone;

    expect(await found(folder, 'Kontrollwort')).not.toEqual([]);
    for (const secret of [CANARY, words.join(' '), words.slice(0, 3).join(' ')]) {
      expect([secret, await found(folder, secret)]).toEqual([secret, []]);
    }
    await rm(folder, { recursive: true, force: true });
  }, 120_000);
});

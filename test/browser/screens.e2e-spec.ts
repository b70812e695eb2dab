import type { Browser, Route } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { RunningProduct } from '../support/running-product.js';
import { Visitor, type Language } from './visit.js';
import { expectNoFault, expectWellMade } from './well-made.js';

let browser: Browser;
let product: RunningProduct;

beforeAll(async () => {
  [browser, product] = await Promise.all([launchBrowser(), RunningProduct.start()]);
}, 120_000);

afterAll(async () => {
  await browser.close();
  await product.stop();
}, 60_000);

/** Somebody who sees every screen of a kind, in the language that the walk is done in. */
const WALKS: readonly [Language, string, readonly string[]][] = [
  [
    'zh-CN',
    'A1001',
    ['/', '/write', '/tickets', '/board', '/departments', '/settings', '/mailbox', '/nowhere'],
  ],
  ['en', 'H2071', ['/', '/write', '/tickets', '/inbox', '/board', '/bulletins', '/departments', '/settings']],
  ['ru', 'L3002', ['/', '/write', '/leadership', '/inbox', '/tickets', '/departments', '/mailbox']],
  [
    'ru',
    'S9001',
    [
      '/administration/people',
      '/administration/departments',
      '/administration/import',
      '/administration/mail',
      '/administration/organisation',
      '/administration/operations',
    ],
  ],
];

/** Another administrator writes between the reading and the saving. */
const faster =
  (data: object) =>
  async (route: Route): Promise<void> => {
    const request = route.request();
    const { 'content-length': _, ...headers } = await request.allHeaders();
    const changed = await request
      .frame()
      .page()
      .request.patch(request.url(), {
        headers: { ...headers, 'idempotency-key': `the-other-administrator-${Object.keys(data).join('-')}` },
        data,
      });
    expect(changed.status()).toBe(200);
    await route.continue();
  };

describe('every screen', () => {
  it.each(WALKS)(
    'in %s for %s has no fault that a machine can find',
    async (language, employeeNumber, paths) => {
      const visitor = await Visitor.signIn(browser, product.address, employeeNumber, language);
      const { page } = visitor;
      for (const path of paths) {
        await visitor.open(path);
        await page.getByRole('heading', { level: 1 }).first().waitFor();
        await expectWellMade(page);
      }
      expect(visitor.troubles).toEqual([]);
      await visitor.leave();
    },
    180_000,
  );

  it('shows what each version of a scope has changed', async () => {
    const visitor = await Visitor.signIn(browser, product.address, 'A1001', 'en');
    const { page } = visitor;
    await visitor.open('/departments');
    await visitor.button('catalogue.history').click();
    const dialog = page.getByRole('dialog', { name: '“Canteen”: all versions' });
    await dialog.getByText('Before: Lunch').waitFor();
    expect(await dialog.locator('ins').allTextContents()).toEqual([
      'No hot meal on the night shift',
      'Who eats when (choose Hotline Operations)',
    ]);
    expect(await dialog.locator('del').allTextContents()).toEqual([
      'Charging and replacing meal cards',
      'Meals on the night shift (arranged by each team)',
    ]);
    await expectNoFault(page, '[role=dialog]');
    expect(visitor.troubles).toEqual([]);
    await visitor.leave();
  }, 60_000);

  it('looks for news by itself without keeping the session of somebody who has left awake', async () => {
    const visitor = await Visitor.signIn(browser, product.address, 'S9001', 'en');
    const { page } = visitor;
    await page.clock.install();
    const asks = () => page.waitForRequest((request) => request.url().includes('/admin/operations'));
    const opened = asks();
    await visitor.open('/administration/operations');
    expect((await opened).headers()).not.toHaveProperty('huiyin-background');
    // Shown only once there is what was asked for, so that what is asked next is asked by itself.
    await page.getByText(visitor.text('operations.measured')).waitFor();
    const left = asks();
    await page.clock.runFor(30_000);
    expect((await left).headers()).toHaveProperty('huiyin-background', '1');
    await visitor.leave();
  }, 60_000);

  it('offers no form of the organisation while its duty leader is unknown, and sends only what was changed', async () => {
    const visitor = await Visitor.signIn(browser, product.address, 'S9001', 'en');
    const { page } = visitor;
    await page.route('**/admin/people/*', (route) => route.fulfill({ status: 500 }));
    await visitor.open('/administration/organisation');
    await visitor.button('common.try-again').waitFor();
    expect(await visitor.button('common.save').count()).toBe(0);
    await page.unroute('**/admin/people/*');
    await visitor.button('common.try-again').click();
    const name = page.getByLabel(`${visitor.text('department.name')} · English`, { exact: true });
    await name.fill('Contact Centre of the North');
    const saving = page.waitForRequest((request) => request.method() === 'PATCH');
    await visitor.button('common.save').click();
    const sent = (await saving).postDataJSON() as { name: Record<string, string> };
    expect(Object.keys(sent)).toEqual(['name']);
    expect(sent.name['en']).toBe('Contact Centre of the North');
    await page.getByText(visitor.text('organisation.saved')).first().waitFor();
    await visitor.leave();
  }, 60_000);

  it('closes a scope with nine fields only after asking whether what was typed shall be lost', async () => {
    const visitor = await Visitor.signIn(browser, product.address, 'S9001', 'en');
    const { page } = visitor;
    await visitor.open('/administration/departments');
    await visitor.button('scope.edit').first().click();
    const dialog = page.getByRole('dialog', { name: visitor.text('scope.edit') });
    const belongs = dialog
      .getByRole('textbox', { name: visitor.text('catalogue.belongs'), exact: true })
      .last();
    await belongs.fill('Ночные смены');
    await page.keyboard.press('Escape');
    await visitor.button('loss.leave.stay').click();
    await belongs.waitFor();
    expect(await belongs.inputValue()).toBe('Ночные смены');
    // A click beside it.
    await page.mouse.click(5, 5);
    await page.getByRole('dialog', { name: visitor.text('loss.leave.title') }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: visitor.text('loss.leave.title') }).waitFor({ state: 'detached' });
    await belongs.waitFor();
    expect(await belongs.inputValue()).toBe('Ночные смены');
    // Whoever goes on in the form: in the moment in which a question goes, its Escape is nobody's.
    await belongs.click();
    await page.keyboard.press('Escape');
    await visitor.button('loss.leave.go').click();
    await dialog.waitFor({ state: 'detached' });
    expect(visitor.troubles).toEqual([]);
    await visitor.leave();
  }, 60_000);

  it('searches for whole characters, lets a space stand, and forgets what was typed when it is cleared', async () => {
    const visitor = await Visitor.signIn(browser, product.address, 'A1001', 'zh-CN');
    const { page } = visitor;
    await visitor.open('/board');
    const field = page.locator('[data-search-field]');
    await field.waitFor();
    await page.clock.install();
    const keyboard = await page.context().newCDPSession(page);
    const asked = () => new URL(page.url()).searchParams.get('q');

    await field.focus();
    await keyboard.send('Input.imeSetComposition', { text: 'ye', selectionStart: 2, selectionEnd: 2 });
    await page.clock.runFor(1000);
    expect([await field.inputValue(), asked()]).toEqual(['ye', null]);
    await keyboard.send('Input.insertText', { text: '夜班' });
    await page.clock.runFor(1000);
    await page.waitForURL((url) => url.searchParams.get('q') === '夜班');

    await field.fill('night ');
    await page.clock.runFor(1000);
    await page.waitForURL((url) => url.searchParams.get('q') === 'night');
    expect(await field.inputValue()).toBe('night ');

    await field.pressSequentially('shift');
    await visitor.button('common.clear').click();
    await page.clock.runFor(1000);
    await page.waitForURL((url) => !url.searchParams.has('q'));
    expect([await field.inputValue(), asked()]).toEqual(['', null]);
    expect(visitor.troubles).toEqual([]);
    await visitor.leave();
  }, 60_000);

  it('sends no opinion without a file that was to go with it, and asks before it is discarded', async () => {
    const visitor = await Visitor.signIn(browser, product.address, 'A1001', 'zh-CN');
    const { page } = visitor;
    await visitor.open('/write');
    const chosen = page.locator('label[data-chosen=true]', { hasText: '信息技术与电话系统部' });
    const keyboard = await page.context().newCDPSession(page);
    const search = page.getByRole('searchbox');
    await search.focus();
    const text = '信息技术';
    await keyboard.send('Input.imeSetComposition', { text, selectionStart: 4, selectionEnd: 4 });
    // The Enter of an input method takes its letters, and chooses nothing.
    await page.keyboard.press('Enter');
    expect(await chosen.count()).toBe(0);
    await search.fill(text);
    await search.press('Enter');
    await chosen.waitFor();

    await page.locator('[name=title]').fill('耳机坏了');
    await page.locator('[name=body]').fill('左边没有声音，照片在附件里。');
    await page.route('**/attachments', (route) => route.fulfill({ status: 422 }));
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'photo.txt', mimeType: 'text/plain', buffer: Buffer.from('left') });
    await page.locator('[data-failed]').waitFor();
    await visitor.button('writing.send').click();
    await page.getByText(visitor.text('attachment.first')).waitFor();
    await page.locator('[data-failed] button:focus').waitFor();
    expect(await page.getByText(visitor.text('outbox.held')).count()).toBe(0);

    await visitor.button('writing.discard').click();
    await page.getByRole('dialog', { name: visitor.text('loss.discard.title') }).waitFor();
    await expectNoFault(page);
    await visitor.button('loss.discard.stay').click();
    expect(await page.locator('[name=title]').inputValue()).toBe('耳机坏了');
    await visitor.button('writing.discard').click();
    await visitor.button('loss.discard.go').last().click();
    await page.locator('[data-failed]').waitFor({ state: 'detached' });
    expect(await page.locator('[name=title]').inputValue()).toBe('');
    await visitor.leave();
  }, 60_000);

  it('sends a form once however often Enter is pressed, and leaves the focus where it was pressed', async () => {
    const visitor = await Visitor.signIn(browser, product.address, 'S9001', 'en');
    const { page } = visitor;
    await visitor.open('/administration/people');
    await visitor.button('people.add').click();
    const dialog = page.getByRole('dialog', { name: visitor.text('people.add') });
    await dialog.getByLabel(visitor.text('session.employee-number')).fill('A1001');
    await dialog.getByLabel(visitor.text('people.name')).fill('Somebody else');
    let sent = 0;
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    await page.route('**/admin/people', async (route) => {
      if (route.request().method() === 'POST') sent++;
      await answered;
      await route.continue();
    });
    const save = dialog.getByRole('button', { name: visitor.text('common.save'), exact: true });
    await save.press('Enter');
    await dialog.locator('button[data-loading]').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Space');
    expect(await save.isDisabled()).toBe(true);
    answer();
    await dialog.locator('[aria-invalid=true]').waitFor();
    expect(sent).toBe(1);
    await page.keyboard.press('Tab');
    await dialog.locator(':focus').waitFor();
    await visitor.leave();
  }, 60_000);

  it('keeps what was typed about a department when somebody else was faster, and theirs beside it', async () => {
    const visitor = await Visitor.signIn(browser, product.address, 'S9001', 'en');
    const { page } = visitor;
    await visitor.open('/administration/departments');
    const nameIn = (language: string) => page.getByLabel(`${visitor.text('department.name')} · ${language}`);
    const save = visitor.button('common.save').first();
    await nameIn('English').fill('Hotline');
    // Leaving asks first, also for another department on the same page.
    await page
      .getByRole('navigation', { name: visitor.text('administration.departments') })
      .last()
      .getByRole('link')
      .last()
      .click();
    await visitor.button('loss.leave.stay').click();
    await page.route('**/admin/departments/*', faster({ siteId: null, deputyId: null }), { times: 1 });
    await save.click();
    await visitor.button('newer.keep').click();
    const focused = page.locator(':focus');
    await save.and(focused).waitFor();
    expect(await nameIn('English').inputValue()).toBe('Hotline');
    const saving = page.waitForRequest((request) => request.method() === 'PATCH');
    await save.click();
    // What the other one has changed is not taken back.
    expect(Object.keys((await saving).postDataJSON() as object)).toEqual(['name']);
    await page.getByText(visitor.text('department.saved')).first().waitFor();
    // Nothing is left to save, and whoever uses the keyboard is still where they were.
    expect(await save.isDisabled()).toBe(true);
    await save.and(focused).waitFor();
    await visitor.leave();
  }, 60_000);

  it('keeps what was typed about the organisation and a person when somebody else was faster, and only that', async () => {
    const visitor = await Visitor.signIn(browser, product.address, 'S9001', 'en');
    const { page } = visitor;
    const save = visitor.button('common.save');
    const sentBy = async (click: () => Promise<void>): Promise<object> => {
      const saving = page.waitForRequest((request) => request.method() === 'PATCH');
      await click();
      return (await saving).postDataJSON() as object;
    };
    await visitor.open('/administration/organisation');
    const name = page.getByLabel(`${visitor.text('department.name')} · English`, { exact: true });
    await name.fill('Contact Centre of the South');
    await page
      .getByRole('link', { name: visitor.text('administration.people') })
      .first()
      .click();
    await visitor.button('loss.leave.stay').click();
    // Also when the page has no duty leader to show any more.
    await page.route('**/admin/organisation', faster({ dutyLeaderId: null }), { times: 1 });
    await save.click();
    await visitor.button('newer.keep').waitFor();
    expect(await name.inputValue()).toBe('Contact Centre of the South');
    expect(await save.isDisabled()).toBe(true);
    await visitor.button('newer.keep').click();
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(Object.keys(await sentBy(() => save.click()))).toEqual(['name']);
    await page.getByText(visitor.text('organisation.saved')).first().waitFor();
    // Where nothing is typed, a newer version is simply shown.
    const newer = async (route: Route): Promise<void> => {
      const response = await route.fetch();
      const { name: names, version } = (await response.json()) as { name: object; version: number };
      const json = { name: { ...names, en: 'Contact Centre' }, dutyLeaderId: null, version: version + 1 };
      await route.fulfill({ response, json });
    };
    await page.route('**/admin/organisation', newer);
    await page.clock.install();
    await page.clock.fastForward(15_000);
    await page.evaluate(`window.dispatchEvent(new Event('visibilitychange'))`);
    await page.locator('input[value="Contact Centre"]').waitFor();
    expect(await page.getByText(visitor.text('newer.saved')).count()).toBe(0);

    await visitor.button('organisation.add-site').click();
    const dialog = page.getByRole('dialog', { name: visitor.text('organisation.add-site') });
    const zone = dialog.getByLabel(visitor.text('settings.time-zone'));
    await zone.fill('Asia/Urumqi');
    await dialog.getByRole('button', { name: visitor.text('common.close') }).click();
    await visitor.button('loss.leave.stay').click();
    expect(await zone.inputValue()).toBe('Asia/Urumqi');
    await page.keyboard.press('Escape');
    await visitor.button('loss.leave.go').click();
    await zone.waitFor({ state: 'detached' });

    await visitor.open('/administration/people?q=A1001');
    const row = page.getByRole('table').getByRole('button');
    await row.click();
    const email = visitor.field('people.email');
    await email.fill('faster@example.org');
    await page.route('**/admin/people/*', faster({ locale: 'ru' }), { times: 1 });
    await save.click();
    await visitor.button('newer.keep').waitFor();
    expect(await save.isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await visitor.button('loss.leave.stay').click();
    await visitor.button('newer.keep').click();
    expect(await email.inputValue()).toBe('faster@example.org');
    expect(Object.keys(await sentBy(() => save.click()))).toEqual(['email']);
    await email.waitFor({ state: 'detached' });
    await visitor.leave();
  }, 60_000);
});

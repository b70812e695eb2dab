import type { Browser, Page } from 'playwright-core';
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

async function openStandard(visitor: Visitor): Promise<Page> {
  const { page } = visitor;
  await visitor.open('/administration/calendars');
  await page.getByRole('link', { name: /China|中国|Китай/ }).click();
  await page.locator('[data-date="2026-10-01"]').or(page.locator('[data-today="true"]')).first().waitFor();
  return page;
}

describe('calendars on screens', () => {
  it('are changed on a day, checked, published, and read by everybody', async () => {
    const administrator = await Visitor.signIn(browser, product.address, 'S9001', 'en');
    const page = await openStandard(administrator);
    const path = new URL(page.url()).pathname.replace('/administration', '');
    await page.locator('[tabindex="0"][data-date]').focus();
    // The next day that is no holiday yet.
    let kind: string;
    do {
      await page.keyboard.press('ArrowRight');
      kind = await page.evaluate<string>('document.activeElement.dataset.kind');
    } while (kind === 'holiday');
    const date = await page.evaluate<string>('document.activeElement.dataset.date');
    await page.keyboard.press('Enter');
    await administrator.choose('day-kind', 'holiday');
    await page.getByLabel(/· English/).fill('Company day');
    await administrator.button('calendars.keep').click();
    const changed = page.locator(`[data-date="${date}"]`);
    await expect(changed.getAttribute('data-kind')).resolves.toBe('holiday');

    await administrator.button('calendars.undo').click();
    await expect(changed.getAttribute('data-kind')).resolves.toBe(kind);
    await changed.click();
    await administrator.choose('day-kind', 'holiday');
    await page.getByLabel(/· English/).fill('Company day');
    await administrator.button('calendars.keep').click();

    // Leaving asks first.
    await page.getByRole('link', { name: administrator.text('administration.mail'), exact: true }).click();
    await administrator.button('loss.leave.stay').click();
    await administrator.button('calendars.check').click();
    await page
      .getByRole('dialog')
      .getByText(/Company day/)
      .first()
      .waitFor();
    await expectNoFault(page);
    await page.getByRole('button', { name: /Publish version 2/ }).click();
    await page.getByText('Version 2 is published.').waitFor();

    const agent = await Visitor.signIn(browser, product.address, 'A1001', 'zh-CN');
    await agent.open(path);
    await agent.page.getByText('Company day').first().waitFor();
    expect([...administrator.troubles, ...agent.troubles]).toEqual([]);
    await Promise.all([administrator.leave(), agent.leave()]);
  }, 120_000);

  it.each<Language>(['zh-CN', 'en', 'ru'])(
    'have no fault that a machine can find, in %s',
    async (language) => {
      const visitor = await Visitor.signIn(browser, product.address, 'S9001', language);
      const page = await openStandard(visitor);
      const path = new URL(page.url()).pathname;
      for (const where of ['/administration/calendars', path, path.replace('/administration', '')]) {
        await visitor.open(where);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await expectWellMade(page);
      }
      await visitor.open(path);
      await visitor.button('calendars.propose').click();
      await visitor.button('calendars.look-up').click();
      await visitor.button('calendars.take').waitFor();
      // What stands behind the dialog has been looked at.
      await expectNoFault(page, '[role=dialog]');
      await visitor.button('calendars.take').click();
      await page.getByText(visitor.text('calendars.unsaved')).first().waitFor();
      await visitor.button('calendars.import').click();
      await page.getByRole('textbox', { name: visitor.text('calendars.or-text') }).fill('rubbish');
      await visitor.button('calendars.read-file').click();
      await page.getByText(visitor.text('problem.calendar.file-unreadable')).waitFor();
      await expectNoFault(page, '[role=dialog]');
      expect(visitor.troubles.filter((trouble) => !trouble.includes('422'))).toEqual([]);
      await visitor.leave();
    },
    120_000,
  );
});

import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { RunningProduct } from '../support/running-product.js';
import { Visitor, type Language } from './visit.js';

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

describe('every screen', () => {
  it.each(WALKS)(
    'in %s for %s has no fault that a machine can find',
    async (language, employeeNumber, paths) => {
      const visitor = await Visitor.signIn(browser, product.address, employeeNumber, language);
      const { page } = visitor;
      for (const path of paths) {
        await visitor.open(path);
        await page.getByRole('heading', { level: 1 }).first().waitFor();
        await page.waitForLoadState('networkidle');
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect([
          path,
          violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html ?? ''}`),
        ]).toEqual([path, []]);
        await page.setViewportSize({ width: 360, height: 740 });
        const overflow = await page.evaluate<number>(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        );
        expect([path, 'too wide for a phone by', overflow]).toEqual([path, 'too wide for a phone by', 0]);
        await page.setViewportSize({ width: 1366, height: 768 });
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
    expect((await new AxeBuilder({ page }).include('[role=dialog]').analyze()).violations).toEqual([]);
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
});

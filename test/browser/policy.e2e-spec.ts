import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { RunningProduct } from '../support/running-product.js';
import { Visitor } from './visit.js';
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

describe('the policy on the screen', () => {
  it('is drafted by an administrator, published by a leader, and read by an agent', async () => {
    const admin = await Visitor.signIn(browser, product.address, 'S9001', 'en');
    await admin.open('/administration/policy');
    await admin.button('policy.new-draft').click();
    await admin.page.waitForURL('**/administration/policy/*-*');
    const draftId = new URL(admin.page.url()).pathname.split('/').at(-1) ?? '';

    // A number that cannot be is told beside its field, and cannot be saved.
    const answer = admin.page.getByRole('group', { name: admin.text('leg.answer'), exact: true });
    const ordinary = answer.getByRole('textbox', { name: admin.text('urgency.ordinary'), exact: true });
    await ordinary.fill('0');
    await answer.getByText(admin.text('fault.minutes')).waitFor();
    expect(await admin.button('common.save').isDisabled()).toBe(true);
    await ordinary.fill('4');
    await answer.getByText(admin.text('fault.minutes')).waitFor({ state: 'detached' });
    await expectWellMade(admin.page);

    await admin.page.getByRole('tab', { name: admin.text('policy.text'), exact: true }).click();
    await admin.page.getByText('Ordinary: 4 working days').waitFor();
    for (const [language, words] of [
      ['English', 'Ordinary opinions are answered a day earlier.'],
      ['Русский', 'На обычные обращения ответят на день раньше.'],
      ['简体中文', '一般事项提前一个工作日答复。'],
    ] as const) {
      await admin.page.getByText(language, { exact: true }).first().click();
      await admin.page.getByLabel(admin.text('policy.note'), { exact: true }).fill(words);
    }
    await admin.page.getByText(admin.text('policy.gaps')).waitFor({ state: 'detached' });
    await expectWellMade(admin.page);
    // The way beside "save" leaves what is not saved yet, and asks first.
    await admin.page.getByRole('link', { name: admin.text('policy.to-review') }).click();
    await admin.button('loss.leave.stay').click();
    await admin.button('common.save').click();
    await admin.page.getByText(admin.text('policy.saved')).first().waitFor();

    // Whoever goes on while a colleague saves overwrites nobody unseen, and loses nothing unasked.
    await admin.page.getByRole('tab', { name: admin.text('policy.numbers'), exact: true }).click();
    await ordinary.fill('3');
    const colleague = await Visitor.signIn(browser, product.address, 'S9001', 'en');
    await colleague.open(new URL(admin.page.url()).pathname);
    const complex = (page: Page) =>
      page
        .getByRole('group', { name: admin.text('leg.answer'), exact: true })
        .getByRole('textbox', { name: admin.text('urgency.complex'), exact: true });
    await complex(colleague.page).fill('9');
    await colleague.button('common.save').click();
    await colleague.page.getByText(colleague.text('policy.saved')).first().waitFor();
    await colleague.leave();
    await admin.page.clock.install();
    await admin.page.clock.fastForward(15_000);
    await admin.page.evaluate(`window.dispatchEvent(new Event('visibilitychange'))`);
    await admin.page.getByText(admin.text('newer.saved')).waitFor();
    expect(await ordinary.inputValue()).toBe('3');
    expect(await admin.button('common.save').isDisabled()).toBe(true);
    await expectWellMade(admin.page);
    await admin.button('newer.take').click();
    await admin.page.getByText(admin.text('newer.saved')).waitFor({ state: 'detached' });
    await admin.page.locator('main input:focus').waitFor();
    expect([await ordinary.inputValue(), await complex(admin.page).inputValue()]).toEqual(['4', '9']);
    expect(admin.troubles).toEqual([]);
    await admin.leave();

    const leader = await Visitor.signIn(browser, product.address, 'L3001', 'zh-CN');
    await leader.open('/policy');
    await leader.page.locator(`a[href$="/policy/drafts/${draftId}"]`).click();
    await leader.page.getByText('5 个工作日').first().waitFor();
    await leader.page.getByText('4 个工作日').first().waitFor();
    await expectWellMade(leader.page);
    await leader.page.locator('[name=effectiveOn]').fill(await dayAfterTomorrow(leader.page));
    await leader.button('policy.publish').click();
    await leader.page.waitForURL('**/policy');
    await leader.page.getByText(leader.text('policy.state-coming')).waitFor();
    expect(leader.troubles).toEqual([]);
    await leader.leave();

    const agent = await Visitor.signIn(browser, product.address, 'A1005', 'ru');
    await agent.page.getByText(agent.text('policy.notice-first')).waitFor();
    await agent.page.getByRole('link', { name: agent.text('policy.notice-read') }).click();
    await agent.page.getByText('обычное: 5 рабочих дней').first().waitFor();
    await expectWellMade(agent.page);
    await agent.button('policy.i-read').click();
    await agent.page.getByText(agent.text('policy.you-read')).waitFor();
    await agent.open('/policy/versions/2');
    await agent.page.getByText('4 рабочих дня').first().waitFor();
    await expectWellMade(agent.page);
    // Home from a page that knows what was read, so that the notice would be there together with the rest.
    await agent.open('/policy');
    await agent.page.locator('a[href="/policy/versions/1"]').first().waitFor();
    await agent.page
      .getByRole('link', { name: agent.text('shell.home') })
      .first()
      .click();
    await agent.page.getByRole('heading', { name: agent.text('home.promises') }).waitFor();
    expect(await agent.page.getByText(agent.text('policy.notice-first')).count()).toBe(0);
    expect(agent.troubles).toEqual([]);
    await agent.leave();
  }, 180_000);
});

/** A day that is still to come wherever the browser and the calendar are. */
async function dayAfterTomorrow(page: Page): Promise<string> {
  return page.evaluate<string>('new Date(Date.now() + 2 * 86400000).toISOString().slice(0, 10)');
}

import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { RunningProduct } from '../support/running-product.js';
import { textOf, Visitor } from './visit.js';

let browser: Browser;
let product: RunningProduct;

beforeAll(async () => {
  [browser, product] = await Promise.all([launchBrowser(), RunningProduct.start()]);
}, 120_000);

afterAll(async () => {
  await browser.close();
  expect(await product.stop()).toBe(0);
}, 60_000);

describe('the loop, as people see it', () => {
  it('goes from a seat to the owner’s mail, to the answer, to a yes; and a "no" is with the leader', async () => {
    const agent = await Visitor.signIn(browser, product.address, 'A1001', 'zh-CN');
    const owner = await Visitor.signIn(browser, product.address, 'H2071', 'en');
    const leader = await Visitor.signIn(browser, product.address, 'L3002', 'en');

    const first = await agent.write(
      '耳机坏了找谁换',
      '左边没有声音，换了插口也不行，接电话很吃力。',
      '信息技术与电话系统部',
    );

    await owner.open('/mailbox');
    await owner.page
      .getByText(/HY-\d+/)
      .first()
      .waitFor();
    await owner.open('/');
    const waiting = owner.page.getByRole('list', { name: owner.text('home.inbox') });
    await waiting.getByRole('link', { name: '耳机坏了找谁换' }).click();
    await owner.page.getByRole('heading', { level: 1 }).waitFor();
    await owner.answer(first, '请到二层服务台登记，当天可以换新。');

    await agent.judge(first, 'yes', '谢谢，换好了。');
    await agent.open(first);
    await agent.page.getByText(agent.text('state.resolved')).first().waitFor();
    await agent.page.getByText(agent.text('chain.verified')).waitFor();

    const second = await agent.write(
      '系统每天下午都很慢',
      '每天 14 点以后客户页面要等十秒以上，客户等得着急。',
      '信息技术与电话系统部',
    );
    // The author's reply comes while the owner is writing the answer, and is not answered past.
    await owner.page.clock.install();
    await owner.open(second);
    await owner.button('command.ask-author').click();
    await owner.field('field.text').fill('从哪天开始的？');
    await owner.button('command.ask-author').last().click();
    await owner.button('outbox.send-now').click();
    await owner.button('command.answer').click();
    await owner.field('field.answer').fill('已经记录，会观察一段时间。');
    await agent.open(second);
    await agent.field('field.text').fill('上个星期一开始的。');
    await agent.button('command.reply').last().click();
    await agent.button('outbox.send-now').click();
    await agent.page.getByText(agent.text('done.reply')).first().waitFor();
    await owner.page.clock.fastForward(31_000);
    await owner.page.getByText(owner.text('newer.replied')).waitFor();
    await owner.page.getByText('上个星期一开始的。').first().waitFor();
    await owner.page.keyboard.press('Control+Enter');
    await owner.button('newer.seen').click();
    await owner.page.getByText(owner.text('newer.replied')).waitFor({ state: 'detached' });
    expect(await owner.field('field.answer').inputValue()).toBe('已经记录，会观察一段时间。');

    await owner.answer(second, '已经记录，会观察一段时间。');
    await agent.judge(second, 'no', '没有说什么时候解决。');

    await leader.open('/');
    const decisions = leader.page.getByRole('list', { name: leader.text('home.decisions') });
    await decisions.getByRole('link', { name: '系统每天下午都很慢' }).waitFor();
    await leader.page.keyboard.press('j');
    await leader.page.keyboard.press('Enter');
    await leader.page.getByRole('heading', { level: 1, name: '系统每天下午都很慢' }).waitFor();
    await leader.page.getByText('没有说什么时候解决。').first().waitFor();

    expect([...agent.troubles, ...owner.troubles, ...leader.troubles]).toEqual([]);
    await Promise.all([agent.leave(), owner.leave(), leader.leave()]);
  }, 120_000);

  it('takes an answer back with Escape, and keeps one that was refused after its writer had gone on', async () => {
    const agent = await Visitor.signIn(browser, product.address, 'A1001', 'zh-CN');
    const owner = await Visitor.signIn(browser, product.address, 'H2071', 'en');
    const path = await agent.write(
      '打印机只打条纹',
      '从周一开始打印机只打条纹，文件都看不清。',
      '信息技术与电话系统部',
    );
    const other = await agent.write(
      '打印机卡纸',
      '一天要卡三四次，打印一份要等很久。',
      '信息技术与电话系统部',
    );
    const words = 'We are bringing a new one on Thursday.';

    // Which one it goes into is shown, also when the form is opened again.
    await owner.open(other);
    await owner.button('command.merge').click();
    const into = owner.page.getByRole('combobox', { name: owner.text('field.into-ticket') });
    await into.fill('只打条纹');
    await owner.page.getByRole('option', { name: '打印机只打条纹' }).click();
    await owner.button('common.cancel').click();
    await owner.button('command.merge').click();
    expect(await into.inputValue()).toContain('打印机只打条纹');

    await owner.open(path);
    await owner.button('command.answer').click();
    await owner.page.getByRole('textbox', { name: owner.text('field.answer'), exact: true }).fill(words);
    await owner.choose('visibility', 'private');
    await owner.button('command.answer').last().click();
    await owner.page.locator('button:focus', { hasText: owner.text('outbox.take-back') }).waitFor();
    expect(await owner.page.getByRole('status').allTextContents()).toContainEqual(
      expect.stringContaining(owner.text('outbox.held')),
    );
    await owner.page.keyboard.press('t');
    await owner.page.keyboard.press('Escape');
    await owner.button('common.cancel').waitFor();
    expect(await owner.page.locator('textarea:focus').inputValue()).toBe(words);

    // Somebody else is faster than the page, which looks for news by itself.
    await owner.page.route('**/tickets/*/answer', async (route) => {
      await agent.open(path);
      await agent.button('command.withdraw').click();
      await agent.button('command.withdraw').last().click();
      await agent.page.getByText(agent.text('done.withdraw')).first().waitFor();
      await route.continue();
    });
    await owner.button('command.answer').last().click();
    await owner.page
      .getByRole('link', { name: owner.text('shell.inbox') })
      .first()
      .click();
    const trouble = owner.page.getByRole('alert');
    await trouble.getByText(owner.text('command.answer')).waitFor();
    await trouble.getByRole('link', { name: owner.text('outbox.back-to-text') }).click();
    await owner.page.waitForURL(`**${path}?do=answer`);
    const kept = owner.page.getByRole('textbox', { name: owner.text('field.answer'), exact: true });
    expect(await kept.inputValue()).toBe(words);
    await owner.page.getByText(owner.text('ticket.not-possible-now')).waitFor();

    expect(agent.troubles).toEqual([]);
    await Promise.all([agent.leave(), owner.leave()]);
  }, 120_000);

  it('goes by keyboard under a Russian layout: a new page has the focus on its heading, and a dialog keeps its keys', async () => {
    const owner = await Visitor.signIn(browser, product.address, 'H2071', 'ru');
    const { page } = owner;
    const isAtHeading = (name: string) => page.locator('h1:focus', { hasText: name }).waitFor();
    // The key that a Latin layout calls "n".
    const press = () =>
      page.evaluate(
        `document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'т', code: 'KeyN', bubbles: true }))`,
      );

    await page
      .getByRole('link', { name: owner.text('shell.board') })
      .first()
      .click();
    await isAtHeading(owner.text('shell.board'));
    await press();
    await page.waitForURL('**/write');
    await isAtHeading(owner.text('writing.heading'));

    await page.locator('button', { hasText: 'H2071' }).click();
    await page.getByRole('menuitem', { name: owner.text('shell.settings') }).click();
    await isAtHeading(owner.text('settings.title'));
    await page.keyboard.press('Shift+?');
    await page.getByRole('dialog', { name: owner.text('keys.title') }).waitFor();
    await press();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const shortcuts = page.getByRole('switch', { name: owner.text('settings.shortcuts') });
    await shortcuts.click();
    await press();
    await shortcuts.click();
    expect(new URL(page.url()).pathname).toBe('/settings');
    await press();
    await page.waitForURL('**/write');

    expect(owner.troubles).toEqual([]);
    await owner.leave();
  }, 60_000);

  it('keeps what somebody types in their settings when these have changed elsewhere', async () => {
    const owner = await Visitor.signIn(browser, product.address, 'H2071', 'en');
    await owner.open('/settings');
    const elsewhere = await Visitor.signIn(browser, product.address, 'H2071', 'en');
    await elsewhere.open('/settings');
    const field = ({ page }: Visitor, key: string) => page.getByLabel(owner.text(`settings.${key}`));
    await field(elsewhere, 'absent-from').fill('2040-01-04T09:00');
    await elsewhere.button('common.save').click();
    await elsewhere.page.getByText(owner.text('settings.saved')).first().waitFor();
    await elsewhere.leave();

    await field(owner, 'absent-until').fill('2040-01-08T18:00');
    await owner.button('common.save').click();
    await owner.page.getByText(owner.text('problem.person.version-changed')).waitFor();
    await owner.page.waitForFunction(`document.querySelector('input[type=datetime-local]').value !== ''`);
    expect(await field(owner, 'absent-until').inputValue()).toBe('2040-01-08T18:00');
    await owner.button('common.save').click();
    await owner.page.getByText(owner.text('settings.saved')).first().waitFor();
    await owner.page.reload();
    expect(await field(owner, 'absent-from').inputValue()).toBe('2040-01-04T09:00');
    expect(await field(owner, 'absent-until').inputValue()).toBe('2040-01-08T18:00');

    await owner.page.getByRole('combobox', { name: owner.text('settings.language') }).click();
    await owner.page.getByRole('option', { name: 'Русский' }).click();
    await owner.button('common.save').click();
    await owner.page.getByText(textOf('ru', 'settings.saved')).first().waitFor();
    await owner.leave();
  }, 60_000);

  it('lets an administrator choose between their version and a colleague’s, and asks for no reload', async () => {
    const open = async (): Promise<Visitor> => {
      const admin = await Visitor.signIn(browser, product.address, 'S9001', 'en');
      await admin.open('/administration/organisation');
      await admin.page
        .getByRole('button', { name: /^Change the site/ })
        .first()
        .click();
      return admin;
    };
    const [mine, theirs] = [await open(), await open()];
    const zone = ({ page }: Visitor) => page.getByRole('dialog').locator('input').nth(1);
    const save = ({ page }: Visitor) =>
      page
        .getByRole('dialog')
        .getByRole('button', { name: mine.text('common.save'), exact: true })
        .click();
    await zone(theirs).fill('Asia/Urumqi');
    await save(theirs);
    await theirs.page.getByRole('dialog').waitFor({ state: 'detached' });
    await zone(mine).fill('Asia/Hong_Kong');
    await save(mine);
    await mine.page.getByText(mine.text('newer.saved')).waitFor();
    expect(await zone(mine).inputValue()).toBe('Asia/Hong_Kong');
    await mine.button('newer.take').click();
    expect(await zone(mine).inputValue()).toBe('Asia/Urumqi');
    await zone(mine).fill('Asia/Hong_Kong');
    await save(mine);
    await mine.page.getByRole('dialog').waitFor({ state: 'detached' });
    await mine.page.getByText('Asia/Hong_Kong').waitFor();
    await Promise.all([mine.leave(), theirs.leave()]);
  }, 60_000);
});

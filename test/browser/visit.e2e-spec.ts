import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { RunningProduct } from '../support/running-product.js';
import { Visitor } from './visit.js';

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
});

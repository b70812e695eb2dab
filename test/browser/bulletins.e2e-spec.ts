import type { Browser } from 'playwright-core';
import { BulletinRules, MonthlyDrafts } from '@huiyin/bulletin';
import { ClockSweep } from '@huiyin/sla';
import { ClockReactions } from '@huiyin/ticket';
import { launchBrowser } from '../support/browser.js';
import { isBehind } from '../support/followers.js';
import { Stage } from './stage.js';
import { Visitor, type Language } from './visit.js';
import { expectWellMade } from './well-made.js';

let browser: Browser;
let stage: Stage;

beforeAll(async () => {
  [browser, stage] = await Promise.all([launchBrowser(), Stage.open('2026-10-14T10:00:00+08:00')]);
}, 120_000);

afterAll(async () => {
  await browser.close();
  await stage.close();
}, 60_000);

async function submit(code: string): Promise<void> {
  const agent = await stage.api.client().signIn('A1001');
  const departments = await agent.get<{ id: string; code: string }[]>('/departments');
  const departmentId = departments.find((department) => department.code === code)?.id;
  const opinion = {
    kind: 'problem',
    urgency: 'ordinary',
    title: '夜班没有热饭',
    body: '二十一点以后只有冷的，已经反映过两次。',
  };
  await agent.request('POST', '/tickets', { ...opinion, departmentId, mayPublishWording: true });
}

/** Lets the workers do all there is to do at this instant. */
async function work(): Promise<void> {
  const steps = [
    () => stage.get(ClockSweep).sweep(),
    () => stage.get(ClockReactions).advance(),
    () => stage.get(BulletinRules).advance(),
    () => stage.get(MonthlyDrafts).sweep(),
  ];
  for (;;) {
    let done = 0;
    for (const step of steps) done += Number(await step());
    if (done === 0 && !(await isBehind(stage.api.unitOfWork, 'clock-reactions', 'bulletin-rules'))) return;
  }
}

async function visit(employeeNumber: string, language: Language): Promise<Visitor> {
  return Visitor.sitDown(await stage.seat(browser, language), employeeNumber, language);
}

describe('a bulletin, as people see it', () => {
  it('goes from a draft to the reader’s receipt and to an accepted answer of the department', async () => {
    for (let count = 0; count < 6; count++) await submit('CANTEEN');
    // Due in October, and nobody answers.
    stage.moveTo('2026-11-27T10:00:00+08:00');
    await work();

    const leader = await visit('L3002', 'en');
    await leader.open('/leadership');
    await leader.page.getByText('2 draft bulletins wait').waitFor();
    await leader.open('/bulletins?view=drafts');
    await expectWellMade(leader.page);
    // The month before: six late answers are enough to be shown.
    await leader.page.getByRole('link', { name: 'How tickets were handled' }).click();
    await leader.page.getByRole('row', { name: 'Canteen and Dormitory 6 6' }).waitFor();
    await leader.page.getByText(leader.text('bulletins.talk.responsible-leader')).waitFor();
    await expectWellMade(leader.page);
    await leader.open('/bulletins?view=drafts');
    await leader.page.getByRole('link', { name: 'Bulletin on tickets left without an answer' }).click();
    await leader.button('bulletins.edit').click();
    await leader.page
      .getByLabel(leader.text('bulletins.field.title'), { exact: true })
      .fill('Late answers in March');
    // Whoever goes away and comes back finds what they typed.
    await leader.page.reload();
    const title = leader.page.getByLabel(leader.text('bulletins.field.title'), { exact: true });
    await title.waitFor();
    expect(await title.inputValue()).toBe('Late answers in March');
    await leader.button('common.save').click();
    await leader.page.getByRole('heading', { level: 1, name: 'Late answers in March' }).waitFor();
    await leader.button('bulletins.publish').click();
    // For one person alone, found and chosen with the keyboard.
    await leader.page.getByRole('radio', { name: leader.text('bulletins.chosen') }).check();
    await leader.page.getByRole('combobox', { name: leader.text('bulletins.reader-people') }).focus();
    await leader.page.keyboard.type('a1003');
    await leader.page.getByRole('option', { name: '(A1003)' }).waitFor();
    await leader.page.keyboard.press('ArrowDown');
    await leader.page.keyboard.press('Enter');
    await leader.page.keyboard.press('Escape');
    await leader.page.getByLabel(leader.text('bulletins.names-checked')).check();
    await expectWellMade(leader.page);
    await leader.button('bulletins.publish').last().click();
    await leader.page.getByText(leader.text('bulletins.done.publish')).waitFor();
    const path = new URL(leader.page.url()).pathname;

    const other = await visit('A1004', 'zh-CN');
    await other.open('/bulletins');
    await other.page.getByText(other.text('bulletins.empty.published')).waitFor();
    const agent = await visit('A1003', 'zh-CN');
    await agent.open('/bulletins');
    await agent.page.getByRole('link', { name: '关于超期未答复意见的通报' }).click();
    await agent.button('bulletins.i-have-read').click();
    await agent.page.getByText(agent.text('bulletins.you-have-read')).waitFor();
    await expectWellMade(agent.page);

    const head = await visit('H2111', 'ru');
    await head.open('/inbox');
    await head.page.getByText('отдел назван в бюллетене').waitFor();
    await expectWellMade(head.page);
    await head.page.getByRole('link', { name: head.text('bulletins.read-and-answer') }).click();
    await head.page
      .locator('[name=plan]')
      .fill('Передача смены велась устно; теперь — письменно, следит старший.');
    await head.page.locator('[name=doneOn]').fill('2026-12-02');
    await head.page.reload();
    await head.page.locator('[name=plan]').waitFor();
    expect(await head.page.locator('[name=plan]').inputValue()).toMatch(/^Передача смены/);
    expect(await head.page.locator('[name=doneOn]').inputValue()).toBe('2026-12-02');
    await head.button('bulletins.send-answer').click();
    await head.page.getByText(head.text('bulletins.rectification.answered')).waitFor();
    await expectWellMade(head.page);

    await leader.open('/bulletins?view=rectifications');
    await leader.page.getByText('Передача смены').waitFor();
    await expectWellMade(leader.page);
    await leader.button('bulletins.accept').click();
    await leader.page.getByText(leader.text('bulletins.empty.rectifications')).waitFor();
    await leader.open(path);
    await leader.page.getByText(leader.text('bulletins.rectification.accepted')).waitFor();
    const download = leader.page.waitForEvent('download');
    await leader.page.getByRole('link', { name: leader.text('bulletins.pdf') }).click();
    expect((await download).suggestedFilename()).toMatch(/^TB-\d+\.pdf$/);

    await other.leave();
    expect([...leader.troubles, ...agent.troubles, ...head.troubles]).toEqual([]);
    await Promise.all([leader.leave(), agent.leave(), head.leave()]);
  }, 180_000);
});

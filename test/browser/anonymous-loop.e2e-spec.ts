import type { Browser, Page, Request } from 'playwright-core';
import { readReceipt, writeReceipt } from '../../apps/web/features/anonymity/protocol/receipt-words.js';
import { launchBrowser } from '../support/browser.js';
import { fill, keptBy, openWriting, sendAndConfirm, settleDown, switchOf } from './anonymous-desk.js';
import { Stage } from './stage.js';
import type { Language, Visitor } from './visit.js';
import { expectWellMade } from './well-made.js';

const OPINION = {
  department: '食堂与宿舍管理部',
  title: '晚班没有热饭',
  body: '夜班 21 点以后只能吃冷的，请考虑保留一个热餐窗口。',
};
const AUTHOR = 'A1001';
/** What pages ask for by themselves, now and then, whatever is on them. */
const BY_ITSELF =
  /\/(tickets\/counts|tickets\?box=mine|bulletins\/counts|session|answer-sheet|anonymity\/keys)/;

let browser: Browser;
let stage: Stage;

beforeAll(async () => {
  [browser, stage] = await Promise.all([launchBrowser(), Stage.open('2026-11-23T10:00:00+08:00')]);
  // The first sheet, on which there is nothing for anybody.
  await stage.nextMorning();
}, 120_000);

afterAll(async () => {
  await browser.close();
  await stage.close();
}, 60_000);

async function sitDown(employeeNumber: string, language: Language): Promise<Visitor> {
  return settleDown(await stage.seat(browser, language), employeeNumber, language);
}

async function goToMyTickets(author: Visitor): Promise<void> {
  await author.page
    .getByRole('link', { name: author.text('shell.mine') })
    .first()
    .click();
  await author.button('receipt.have').waitFor();
  await author.untilSettled();
}

/** From there to where the receipt is typed. */
async function openReceiptPage(author: Visitor): Promise<void> {
  await author.button('receipt.have').click();
  await author.page.getByText(author.text('receipt.sheet-of').replace('{{date}}', '')).waitFor();
}

async function typeReceipt(author: Visitor, words: string): Promise<void> {
  await author.page.getByRole('textbox', { name: author.text('receipt.field') }).fill(words);
  await author.page.keyboard.press('Enter');
}

const ticketTitle = (page: Page) => page.getByRole('heading', { level: 1, name: OPINION.title });

function inEnglish(chinese: readonly string[]): string[] {
  const read = readReceipt(chinese.join(''));
  if (read.fault !== null) throw new Error('What was shown is no receipt.');
  return writeReceipt(read.receipt, 'english');
}

/** Two words the other way round; by chance some pairs make another receipt, or have likelier corrections. */
function swapOf(words: readonly string[]): { typed: string; position: number } {
  for (let position = 1; position < words.length; position++) {
    const [here, next] = [words[position - 1] ?? '', words[position] ?? ''];
    const typed = words
      .with(position - 1, next)
      .with(position, here)
      .join(' ');
    const read = readReceipt(typed);
    if (read.fault === 'checksum' && read.suggestions.includes(words.join(' '))) return { typed, position };
  }
  throw new Error('No two words of this receipt can be swapped so that it is noticed.');
}

/** What a page asks for while somebody acts on it, without what it asks for by itself. */
async function askedDuring(page: Page, act: () => Promise<void>): Promise<string[]> {
  const asked: string[] = [];
  const hear = (request: Request): void => {
    if (!BY_ITSELF.test(request.url())) asked.push(request.url());
  };
  page.context().on('request', hear);
  await act();
  page.context().off('request', hear);
  return asked;
}

it('is walked by an anonymous author at one seat after another, with nothing but the receipt', async () => {
  // Written, the two words typed, and on the same day there is nothing to be seen yet; the page says why.
  const writer = await sitDown(AUTHOR, 'zh-CN');
  await openWriting(writer);
  await switchOf(writer).click();
  await fill(writer, OPINION);
  const chinese = await sendAndConfirm(writer);
  const english = inEnglish(chinese);
  await goToMyTickets(writer);
  await openReceiptPage(writer);
  await writer.page.getByText(writer.text('anonymous.delivery.waiting')).waitFor();
  await expectWellMade(writer.page);
  await typeReceipt(writer, chinese.join(''));
  await writer.page.getByText(writer.text('receipt.cause.waits')).waitFor();
  await expectWellMade(writer.page);
  await writer.signOut();
  expect(writer.troubles).toEqual([]);
  await writer.leave();

  await stage.nextMorning();
  const head = await sitDown('H2111', 'zh-CN');
  await head.open('/inbox');
  await head.page.getByText(OPINION.title).first().click();
  await ticketTitle(head.page).waitFor();
  const path = new URL(head.page.url()).pathname;
  await head.answer(path, '会 **考虑** 的。');
  await head.leave();

  // Another seat: the receipt with a slip, which the page finds; then a "no", taken back once and said again.
  await stage.nextMorning();
  const author = await sitDown(AUTHOR, 'en');
  const { page } = author;
  await goToMyTickets(author);
  const reason = '只说会考虑，没有说什么时候。';
  const slip = swapOf(english);
  const asked = await askedDuring(page, async () => {
    await openReceiptPage(author);
    await typeReceipt(author, slip.typed.toUpperCase());
    const meant = author
      .text('receipt.slip-swap')
      .replace('{{first}}', String(slip.position))
      .replace('{{second}}', String(slip.position + 1));
    await page.getByRole('button', { name: meant }).click();
    await ticketTitle(page).waitFor();
    await page.getByText('考虑', { exact: true }).first().waitFor();
    await author.giveVerdict('no', reason);
    await author.button('outbox.take-back').click();
    await author.giveVerdict('no', reason);
    await page.getByText(author.text('steps.decided')).waitFor();
  });
  expect(asked).toEqual([]);
  await expectWellMade(page);
  const kept = await keptBy(author);
  for (const secret of [OPINION.title, reason, 'receipt']) expect(kept).not.toContain(secret);
  // A page's own words, as "key" and "true", may be among those of a receipt, but never half of them.
  expect(english.filter((word) => kept.includes(word)).length).toBeLessThan(6);
  // Leaving the page wipes it.
  await page
    .getByRole('link', { name: author.text('shell.mine') })
    .first()
    .click();
  await author.button('receipt.have').click();
  expect(await page.getByRole('textbox', { name: author.text('receipt.field') }).inputValue()).toBe('');
  expect(await ticketTitle(page).count()).toBe(0);
  await author.signOut();
  expect(author.troubles).toEqual([]);
  await author.leave();

  await stage.untilTicketIs('escalated');
  const leader = await sitDown('L3002', 'zh-CN');
  await leader.open('/leadership');
  await leader.page.getByText(OPINION.title).first().click();
  await leader.page.getByText(reason).first().waitFor();
  await leader.answer(path, '从下周一起，22 点前保留一个热餐窗口。');
  await leader.leave();

  // A third seat, in the other script.
  await stage.nextMorning();
  const content = await sitDown(AUTHOR, 'ru');
  await goToMyTickets(content);
  await openReceiptPage(content);
  await typeReceipt(content, chinese.join('　'));
  await content.page.getByText('从下周一起').first().waitFor();
  await content.giveVerdict('yes', '谢谢，终于有热饭了。');
  await content.page.getByText(content.text('steps.decided')).waitFor();
  // The form is gone, and whoever uses the keyboard goes on where it was.
  await content.page
    .getByRole('heading', { name: content.text('ticket.actions') })
    .and(content.page.locator(':focus'))
    .waitFor();
  await expectWellMade(content.page);
  await content.signOut();
  expect(content.troubles).toEqual([]);
  await content.leave();

  await stage.untilTicketIs('closed');
  await stage.nextMorning();
  const last = await sitDown(AUTHOR, 'zh-CN');
  await goToMyTickets(last);
  await openReceiptPage(last);
  await typeReceipt(last, english.map((word) => word.slice(0, 4)).join('\n'));
  await last.page.getByText(last.text('sentence.resolved-mine')).waitFor();
  await last.page.getByText('谢谢，终于有热饭了。').waitFor();

  // Who wrote it is asked twice, and only after the second yes is it said.
  await last.button('command.reveal').click();
  await last.button('command.reveal').click();
  await last.button('twice.reveal-no').click();
  expect(await last.page.getByText(last.text('steps.title')).count()).toBe(0);
  await last.button('command.reveal').click();
  await last.button('command.reveal').click();
  await last.button('twice.reveal-yes').click();
  await last.page.getByText(last.text('steps.title')).waitFor();
  // One step: the "no" before it was none, nor one that only came late.
  const steps = last.page.getByRole('status', { name: last.text('steps.title') });
  expect(await steps.getByRole('listitem').count()).toBe(1);
  expect(await last.button('command.reveal').count()).toBe(0);
  await last.signOut();
  await last.leave();

  for (let morning = 0; morning < 3; morning++) await stage.nextMorning();
  const told = await sitDown('H2111', 'zh-CN');
  await told.open(path);
  await told.page.getByText(told.text('event.author-revealed')).waitFor();
  await told.page.getByText(AUTHOR, { exact: true }).waitFor();
  await told.leave();
}, 300_000);

it('is forgotten on the way to somewhere else, and when nobody is there any more', async () => {
  const author = await sitDown(AUTHOR, 'zh-CN');
  const { page } = author;
  const field = page.getByRole('textbox', { name: author.text('receipt.field') });
  await goToMyTickets(author);
  // In the time that the seat lives in, not in that of the machine.
  await page.clock.install({ time: await page.evaluate<number>('Date.now()') });
  await openReceiptPage(author);
  await field.fill('的一是');
  await page
    .getByRole('link', { name: author.text('shell.board') })
    .first()
    .click();
  await page.waitForURL('**/board');
  await page.goBack();
  await openReceiptPage(author);
  expect(await field.inputValue()).toBe('');

  await field.fill('的一是');
  await page.clock.runFor(100_000);
  await page.getByRole('dialog', { name: author.text('idle.title') }).waitFor();
  await page.keyboard.press('Shift');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  expect(await field.inputValue()).toBe('的一是');
  await page.clock.runFor(121_000);
  await field.waitFor({ state: 'detached' });
  await openReceiptPage(author);
  expect(await field.inputValue()).toBe('');
  await author.leave();
}, 60_000);

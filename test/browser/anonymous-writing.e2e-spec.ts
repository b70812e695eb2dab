import type { Browser, Request } from 'playwright-core';
import sharp from 'sharp';
import { launchBrowser } from '../support/browser.js';
import {
  askedPlaces,
  CANARY,
  fill,
  heldBy,
  keptBy,
  openWriting,
  OPINIONS,
  photograph,
  receiptOn,
  sendAndConfirm,
  sitDown,
  switchOf,
} from './anonymous-desk.js';
import { Stage } from './stage.js';
import { Visitor, type Language } from './visit.js';
import { expectWellMade } from './well-made.js';

/** What pages ask for by themselves, now and then, whatever is on them. */
const BY_ITSELF =
  /\/(tickets\/counts|tickets\?box=mine|bulletins\/counts|session|answer-sheet|anonymity\/keys)/;

const AUTHORS: Readonly<Record<Language, string>> = { 'zh-CN': 'A1021', en: 'A1023', ru: 'A1025' };

let browser: Browser;
let stage: Stage;

beforeAll(async () => {
  [browser, stage] = await Promise.all([launchBrowser(), Stage.open('2026-11-27T10:00:00+08:00')]);
}, 120_000);

afterAll(async () => {
  await browser.close();
  await stage.close();
}, 60_000);

describe('a ticket that is written anonymously', () => {
  const receipts: string[][] = [];

  it.each<Language>(['zh-CN', 'en', 'ru'])(
    'gets its receipt, leaves in an envelope and asks nothing of the server meanwhile, in %s',
    async (language) => {
      const opinion = OPINIONS[language];
      const author = await sitDown(stage, browser, AUTHORS[language], language);
      const { page } = author;
      const asked: string[] = [];
      let envelopes = 0;
      const hear = (request: Request): void => {
        const isEnvelope = request.url().startsWith(stage.api.settings.intakeUrl ?? '-');
        if (isEnvelope) envelopes++;
        else if (!BY_ITSELF.test(request.url()) && !request.url().startsWith('data:')) {
          asked.push(request.url());
        }
      };
      page.context().on('request', hear);
      await openWriting(author);
      await switchOf(author).click();
      // Few have signed in here, and nothing is said of fewer than five.
      await page.getByText(author.text('anonymous.crowd.too-few')).waitFor();
      await fill(author, opinion);
      await page.getByText(author.text('trace.shift.name')).waitFor();
      await page.locator('input[type=file]').setInputFiles([
        { name: `${CANARY}.jpg`, mimeType: 'image/jpeg', buffer: await photograph() },
        { name: 'minutes.docx', mimeType: 'application/msword', buffer: Buffer.from(`PK ${CANARY}`) },
      ]);
      await page.getByText(author.text('picture.no-picture')).waitFor();
      await page.locator('figure').waitFor();
      expect(await page.locator('figure').count()).toBe(1);
      await expectWellMade(page);

      await author.button('anonymous.send').click();
      await page.getByRole('heading', { name: author.text('anonymous.receipt.title') }).waitFor();
      await expectWellMade(page);
      const words = await receiptOn(author);
      expect(words).toHaveLength(12);
      await page.getByRole('checkbox').check();
      await author.button('anonymous.receipt.next').click();

      const [first = 0, second = 0] = await askedPlaces(author);
      const word = (place: number): string => words[place - 1] ?? '';
      const field = (index: number) => page.getByRole('textbox').nth(index);
      await field(0).fill(word(second));
      await field(1).fill(word(second));
      await author.button('anonymous.ask.send').click();
      const elsewhere = author
        .text('anonymous.ask.elsewhere')
        .replace('{{typed}}', word(second))
        .replace('{{other}}', String(second))
        .replace('{{number}}', String(first));
      await page.getByText(elsewhere).waitFor();
      await expectWellMade(page);
      await field(0).fill(` ${word(first).toUpperCase()} `);
      await author.button('anonymous.ask.send').click();
      await page.getByRole('heading', { name: author.text('anonymous.next.title') }).waitFor();
      await expectWellMade(page);

      // The day in China on which the window after this one opens.
      await page.locator('[data-state=accepted]').waitFor({ timeout: 20_000 });
      await page.getByText(author.text('anonymous.promise.title')).click();
      const promise = JSON.parse(await page.locator('code').innerText()) as Record<string, string>;
      expect(promise).toEqual({
        contentHash: expect.stringMatching(/^[\w-]{43}$/),
        slot: '2026-11-28',
        signature: expect.stringMatching(/^[\w-]{86}$/),
      });
      await expectWellMade(page);
      expect(asked).toEqual([]);
      expect(envelopes).toBeGreaterThan(0);
      page.context().off('request', hear);

      const kept = await keptBy(author);
      for (const secret of [
        opinion.title,
        opinion.body,
        CANARY,
        words.join(''),
        words.join(' '),
        'receipt',
        promise['signature'] ?? '',
      ]) {
        expect(kept).not.toContain(secret);
      }
      expect(await heldBy(author)).not.toContain(opinion.title);
      await author.signOut();
      expect(author.troubles).toEqual([]);
      await author.leave();
      receipts.push(words);
    },
    120_000,
  );

  it('arrives at its department without anything of its author, pictures drawn anew', async () => {
    expect(receipts).toHaveLength(3);
    await stage.nextMorning();
    const head = await stage.api.client().signIn('H2111');
    const authors = await stage.api.unitOfWork.read<{ id: string; name: string; employeeNumber: string }>(
      `SELECT id, name, employee_number AS "employeeNumber" FROM person WHERE employee_number = ANY($1)`,
      [Object.values(AUTHORS)],
    );
    const visitor = await Visitor.sitDown(await stage.seat(browser, 'en'), 'H2111', 'en');
    for (const { title, body } of Object.values(OPINIONS)) {
      await visitor.open('/inbox');
      await visitor.page.getByText(title).first().click();
      await visitor.page.getByRole('heading', { level: 1, name: title }).waitFor();
      await visitor.page.getByText(body).waitFor();
      const id = new URL(visitor.page.url()).pathname.split('/').at(-1) ?? '';
      const ticket = await head.get<{ attachments: { id: string; fileName: string }[] }>(`/tickets/${id}`);
      const timeline = await head.get<object>(`/tickets/${id}/timeline`);
      const seen = `${JSON.stringify(ticket)}${JSON.stringify(timeline)}${await visitor.page.content()}`;
      for (const secret of [CANARY, ...authors.flatMap((one) => [one.id, one.name, one.employeeNumber])]) {
        expect([title, secret, seen.includes(secret)]).toEqual([title, secret, false]);
      }
      expect(ticket.attachments.map(({ fileName }) => fileName)).toEqual(['1.webp']);
      const picture = await visitor.page.evaluate<number[]>(
        `fetch('/api/v1/attachments/${ticket.attachments[0]?.id ?? ''}')
           .then(async (response) => [...new Uint8Array(await response.arrayBuffer())])`,
      );
      const { format, width, height, exif } = await sharp(Buffer.from(picture)).metadata();
      expect({ format, exif }).toEqual({ format: 'webp', exif: undefined });
      expect(Math.max(width, height)).toBeGreaterThanOrEqual(640);
      expect(Buffer.from(picture).includes(CANARY)).toBe(false);
    }
    await visitor.leave();
  }, 60_000);
});

describe('the switch', () => {
  it('tells how many could have written it, from five on and as they were at sign-in', async () => {
    for (const number of ['A1002', 'A1004', 'A1006', 'A1008', 'A1010']) {
      await stage.write(number, { ...OPINIONS['zh-CN'], title: '五个人' });
    }
    const author = await sitDown(stage, browser, 'A1003', 'en');
    await openWriting(author);
    await switchOf(author).click();
    const crowd = author.text('anonymous.crowd.at-least').replace('{{people}}', '5');
    await author.page.getByText(crowd).waitFor();
    await author.leave();
  }, 60_000);

  it('lets a department be named where ten or more belong to it, and does not offer it elsewhere', async () => {
    const label = (who: Visitor): string => who.text('anonymous.department').split('{{')[0] ?? '';
    const large = await sitDown(stage, browser, 'A1013', 'en');
    await openWriting(large);
    await switchOf(large).click();
    await large.page.getByRole('switch', { name: label(large) }).waitFor();
    await large.leave();
    const small = await sitDown(stage, browser, 'H2112', 'en');
    await openWriting(small);
    await switchOf(small).click();
    await small.page.getByText(small.text('anonymous.may-publish-why')).waitFor();
    expect(await small.page.getByRole('switch', { name: label(small) }).count()).toBe(0);
    await small.leave();
  }, 60_000);

  it('says why nothing can be written anonymously, and what helps', async () => {
    const author = await sitDown(stage, browser, 'A1033', 'en');
    const { page } = author;
    await openWriting(author);
    await page.reload();
    await page.getByText(author.text('anonymous.none.session-has-one')).waitFor();
    expect(await switchOf(author).isDisabled()).toBe(true);
    await expectWellMade(page);
    await author.signOut();
    await author.leave();
    const again = await sitDown(stage, browser, 'A1033', 'en');
    await openWriting(again);
    await switchOf(again).click();
    await fill(again, OPINIONS.en);
    await sendAndConfirm(again);
    await again.page.locator('[data-state=accepted]').waitFor({ timeout: 20_000 });
    await again.button('anonymous.next.named').click();
    await again.page.getByText(again.text('anonymous.none.used')).waitFor();
    await again.leave();
  }, 90_000);
});

describe('a ticket that the intake does not take', () => {
  it('gives its text back, and says what can be done', async () => {
    const author = await sitDown(stage, browser, 'A1038', 'en');
    const { page } = author;
    await openWriting(author);
    await switchOf(author).click();
    await fill(author, OPINIONS.en);
    // Two weeks pass on the other side, and only there: the session lasts.
    stage.intakeClock.moveTo(new Date(stage.intakeClock.now().getTime() + 15 * 86_400_000));
    await sendAndConfirm(author);
    await page.locator('[data-state=refused]').waitFor({ timeout: 20_000 });
    await page.getByText(author.text('anonymous.refused.week-over')).waitFor();
    await page.getByText(author.text('anonymous.not-arrived')).waitFor();
    await expectWellMade(page);
    await author.button('anonymous.delivery.restore').click();
    expect(await page.locator('[data-field=title]').inputValue()).toBe(OPINIONS.en.title);
    expect(await page.locator('[data-field=body]').inputValue()).toBe(OPINIONS.en.body);
    await author.leave();
  }, 90_000);
});

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page, Request } from 'playwright-core';
import sharp from 'sharp';
import { launchBrowser, launchProfile } from '../support/browser.js';
import { AnonymousStage } from './anonymous-stage.js';
import { Visitor, type Language } from './visit.js';

const CANARY = 'Kanarienvogel';
/** What pages ask for by themselves, now and then, whatever is on them. */
const BY_ITSELF = /\/(tickets\/counts|tickets\?box=mine|bulletins\/counts|session|answer-sheet)/;

interface Opinion {
  readonly title: string;
  readonly body: string;
  readonly department: string;
}
const OPINIONS: Readonly<Record<Language, Opinion>> = {
  'zh-CN': {
    title: '晚班没有热饭',
    body: '5月3日我上晚班，食堂没有热饭。请保留一个热餐窗口。',
    department: '食堂与宿舍管理部',
  },
  en: {
    title: 'No hot food at night',
    body: 'On my shift on 3 May there was no hot food. Please keep one counter open.',
    department: 'Canteen and Dormitory',
  },
  ru: {
    title: 'Ночью нет горячей еды',
    body: '3 мая в мою смену не было горячей еды. Оставьте одно окно открытым.',
    department: 'Столовая и общежитие',
  },
};
const AUTHORS: Readonly<Record<Language, string>> = { 'zh-CN': 'A1021', en: 'A1023', ru: 'A1025' };

let browser: Browser;
let stage: AnonymousStage;
let photograph: Buffer;

beforeAll(async () => {
  [browser, stage] = await Promise.all([launchBrowser(), AnonymousStage.open('2026-11-23T10:00:00+08:00')]);
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  photograph = await sharp({ create: { width: 2600, height: 1900, channels: 3, background: '#888', noise } })
    .withExif({ IFD0: { Artist: CANARY, ImageDescription: CANARY } })
    .jpeg()
    .toBuffer();
}, 120_000);

afterAll(async () => {
  await browser.close();
  await stage.close();
}, 60_000);

/** Envelopes leave every five seconds, for whoever cannot wait for an hour. */
async function sitDown(employeeNumber: string, language: Language): Promise<Visitor> {
  return Visitor.sitDown(await stage.seat(browser, language, 5), employeeNumber, language);
}

async function openWriting(author: Visitor): Promise<void> {
  const { page } = author;
  await page.waitForLoadState('networkidle');
  await page
    .getByRole('link', { name: author.text('shell.write') })
    .first()
    .click();
  await switchOf(author).waitFor();
}
const switchOf = (author: Visitor) =>
  author.page.getByRole('switch', { name: author.text('anonymous.switch') });

async function fill({ page }: Visitor, { title, body, department }: Opinion): Promise<void> {
  await page.locator('[data-field=title]').fill(title);
  await page.locator('[data-field=body]').fill(body);
  await page.getByRole('searchbox').fill(department);
  await page.getByRole('radio', { name: department }).check({ force: true });
}

/** The two places that are asked back, in their order. */
async function askedPlaces({ page }: Visitor): Promise<number[]> {
  const labels = await page.locator('form label').allInnerTexts();
  return labels.map((label) => Number(/\d+/.exec(label)?.[0]));
}

async function receiptOn({ page }: Visitor): Promise<string[]> {
  return page.locator('ol[data-script] li span:last-child').allInnerTexts();
}

/** From the text to the end; what was shown as the receipt. */
async function sendAndConfirm(author: Visitor): Promise<string[]> {
  const { page } = author;
  await author.button('anonymous.send').click();
  await page.getByRole('heading', { name: author.text('anonymous.receipt.title') }).waitFor();
  const words = await receiptOn(author);
  await page.getByRole('checkbox').check();
  await author.button('anonymous.receipt.next').click();
  for (const [index, place] of (await askedPlaces(author)).entries()) {
    await page
      .getByRole('textbox')
      .nth(index)
      .fill(words[place - 1] ?? '');
  }
  await author.button('anonymous.ask.send').click();
  await page.getByRole('heading', { name: author.text('anonymous.next.title') }).waitFor();
  return words;
}

async function expectWellMade(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  expect(await page.evaluate<number>(overflow)).toBe(0);
  await page.setViewportSize({ width: 1366, height: 768 });
}

/** All that a page could leave behind on the device, and what a browser writes into its history. */
async function keptBy({ page }: Visitor): Promise<string> {
  return page.evaluate<string>(
    `(async () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, await indexedDB.databases(),
       await caches.keys(), history.state, document.title, location.href]))()`,
  );
}

/** Whatever any field of the page holds, seen or not. */
const heldBy = ({ page }: Visitor): Promise<string> =>
  page.evaluate<string>(
    `[...document.querySelectorAll('input, textarea')].map((field) => field.value).join('\\n')`,
  );

describe('a ticket that is written anonymously', () => {
  const receipts: string[][] = [];

  it.each<Language>(['zh-CN', 'en', 'ru'])(
    'gets its receipt, leaves in an envelope and asks nothing of the server meanwhile, in %s',
    async (language) => {
      const opinion = OPINIONS[language];
      const author = await sitDown(AUTHORS[language], language);
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
      await page.waitForLoadState('networkidle');
      page.context().on('request', hear);
      await openWriting(author);
      await switchOf(author).click();
      await fill(author, opinion);
      await page.getByText(author.text('trace.shift.name')).waitFor();
      await page.locator('input[type=file]').setInputFiles([
        { name: `${CANARY}.jpg`, mimeType: 'image/jpeg', buffer: photograph },
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
        slot: '2026-11-24',
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

describe('what is written anonymously', () => {
  it('goes out of the storage where a draft of it was, and stays out', async () => {
    const author = await sitDown('A1027', 'en');
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
    await author.button('anonymous.leave.stay').click();
    expect(await page.locator('[data-field=title]').inputValue()).toBe(CANARY);
    await switchOf(author).click();
    await author.button('anonymous.leave.wipe').click();
    await page.locator('[name=title]').waitFor();
    expect(await heldBy(author)).not.toContain(CANARY);
    expect(await keptBy(author)).not.toContain(CANARY);
    await author.leave();
  }, 60_000);

  it('is asked about before its page is left, wiped when it is, and wiped without a question at sign-out', async () => {
    const author = await sitDown('A1029', 'en');
    const { page } = author;
    const home = page.getByRole('link', { name: author.text('shell.home') }).first();
    await openWriting(author);
    await switchOf(author).click();
    await page.locator('[data-field=title]').fill(CANARY);
    await home.click();
    await author.button('anonymous.leave.stay').click();
    expect(await page.locator('[data-field=title]').inputValue()).toBe(CANARY);
    // Also from the receipt, where nothing has been sent yet.
    await fill(author, { ...OPINIONS.en, title: CANARY });
    await author.button('anonymous.send').click();
    await page.getByRole('heading', { name: author.text('anonymous.receipt.title') }).waitFor();
    await home.click();
    await author.button('anonymous.leave.wipe').click();
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
    const author = await sitDown('A1031', 'en');
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

  it('is nowhere in the profile of a browser that dies with it on the screen', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'huiyin-profile-'));
    const context = await launchProfile(folder);
    const author = await Visitor.sitDown(await stage.seatIn(context, 5), 'A1037', 'en');
    const { page } = author;
    await openWriting(author);
    // What a named draft leaves shows that this would be found.
    await page.locator('[name=title]').fill('Kontrollwort');
    while ((await found(folder, 'Kontrollwort')).length === 0) await delay(100);
    await switchOf(author).click();
    await fill(author, {
      ...OPINIONS.en,
      title: CANARY,
      body: `${CANARY} sings at night, and nobody knows why.`,
    });
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: `${CANARY}.jpg`, mimeType: 'image/jpeg', buffer: photograph });
    await page.locator('figure').waitFor();
    const words = await sendAndConfirm(author);
    await page.locator('[data-state=accepted]').waitFor({ timeout: 20_000 });
    await author.button('anonymous.next.named').click();
    await author.signOut();
    await Visitor.sitDown(await stage.seatIn(context, 5), 'A1037', 'en').then(async (again) => {
      await openWriting(again);
      await switchOf(again).click();
      await fill(again, {
        ...OPINIONS.en,
        title: CANARY,
        body: `${CANARY} sings again, and nobody knows why.`,
      });
      await again.button('anonymous.send').click();
      await again.page.getByRole('heading', { name: again.text('anonymous.receipt.title') }).waitFor();
      const gone = new Promise((resolve) => context.once('close', resolve));
      const session = await context.newCDPSession(again.page);
      session.send('Browser.crash').catch(() => undefined);
      await gone;
    });
    expect(await found(folder, 'Kontrollwort')).not.toEqual([]);
    for (const secret of [CANARY, words.join(' '), words.slice(0, 3).join(' ')]) {
      expect([secret, await found(folder, secret)]).toEqual([secret, []]);
    }
    await rm(folder, { recursive: true, force: true });
  }, 120_000);
});

describe('the switch', () => {
  it('says why nothing can be written anonymously, and what helps', async () => {
    const author = await sitDown('A1033', 'en');
    const { page } = author;
    await openWriting(author);
    await page.reload();
    await page.getByText(author.text('anonymous.none.session-has-one')).waitFor();
    expect(await switchOf(author).isDisabled()).toBe(true);
    await expectWellMade(page);
    await author.signOut();
    await author.leave();
    const again = await sitDown('A1033', 'en');
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
    const author = await sitDown('A1035', 'en');
    const { page } = author;
    await openWriting(author);
    await switchOf(author).click();
    await fill(author, OPINIONS.en);
    // Two weeks pass on the other side.
    stage.api.clock.moveTo(new Date(stage.api.clock.now().getTime() + 15 * 86_400_000));
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

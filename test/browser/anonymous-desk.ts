import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { Stage } from './stage.js';
import { Visitor, type Language, type Seat } from './visit.js';

export const CANARY = 'Kanarienvogel';

export interface Opinion {
  readonly title: string;
  readonly body: string;
  readonly department: string;
}
export const OPINIONS: Readonly<Record<Language, Opinion>> = {
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

/** A photograph that says who made it. */
export async function photograph(): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  return sharp({ create: { width: 2600, height: 1900, channels: 3, background: '#888', noise } })
    .withExif({ IFD0: { Artist: CANARY, ImageDescription: CANARY } })
    .jpeg()
    .toBuffer();
}

/** Envelopes leave every five seconds, for whoever cannot wait for an hour. */
export async function sitDown(
  stage: Stage,
  browser: Browser,
  employeeNumber: string,
  language: Language,
): Promise<Visitor> {
  return settleDown(await stage.seat(browser, language, 5), employeeNumber, language);
}

/**
 * Signs in, and waits until everything is there that every browser loads. The language is the person's own: a page that
 * is loaded anew has no token.
 */
export async function settleDown(seat: Seat, employeeNumber: string, language: Language): Promise<Visitor> {
  const visitor = await Visitor.sitDown(seat, employeeNumber, language);
  await visitor.untilSettled();
  return visitor;
}

/** By its key: over whatever link a mouse comes to lie, the page behind it is loaded. */
export async function openWriting(author: Visitor): Promise<void> {
  await author.page.keyboard.press('n');
  await switchOf(author).waitFor();
}
export const switchOf = (author: Visitor) =>
  author.page.getByRole('switch', { name: author.text('anonymous.switch') });

export async function fill(author: Visitor, { title, body, department }: Opinion): Promise<void> {
  await author.page.locator('[data-field=title]').fill(title);
  await author.page.locator('[data-field=body]').fill(body);
  await author.chooseDepartment(department);
}

/** The two places that are asked back, in their order. */
export async function askedPlaces({ page }: Visitor): Promise<number[]> {
  const labels = await page.locator('form label').allInnerTexts();
  return labels.map((label) => Number(/\d+/.exec(label)?.[0]));
}

export async function receiptOn({ page }: Visitor): Promise<string[]> {
  return page.locator('ol[data-script] li span:last-child').allInnerTexts();
}

/** From the text to the end; what was shown as the receipt. */
export async function sendAndConfirm(author: Visitor): Promise<string[]> {
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

/** All that a page could leave behind on the device, and what a browser writes into its history. */
export async function keptBy({ page }: Visitor): Promise<string> {
  return page.evaluate<string>(
    `(async () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, await indexedDB.databases(),
       await caches.keys(), history.state, document.title, location.href]))()`,
  );
}

/** Whatever any field of the page holds, seen or not. */
export const heldBy = ({ page }: Visitor): Promise<string> =>
  page.evaluate<string>(
    `[...document.querySelectorAll('input, textarea')].map((field) => field.value).join('\\n')`,
  );

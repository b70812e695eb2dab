import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';

export type Language = 'zh-CN' | 'en' | 'ru';

interface Texts {
  readonly [key: string]: string | Texts;
}

/** A seat's screen. Nothing fades in or out on it: a text that is half there has too little contrast for a moment. */
export const SCREEN = { viewport: { width: 1366, height: 768 }, reducedMotion: 'reduce' } as const;

/** A screen text by its key, as the visitor's language has it. */
export function textOf(language: Language, key: string): string {
  const path = resolve(import.meta.dirname, '../../apps/web/locales', `${language}.json`);
  let value: string | Texts | undefined = JSON.parse(readFileSync(path, 'utf8')) as Texts;
  for (const part of key.split('.')) value = typeof value === 'object' ? value[part] : undefined;
  if (typeof value !== 'string') throw new Error(`no text ${key} in ${language}`);
  return value;
}

/** Whatever went wrong in a page without anybody seeing it. */
export interface Troubles {
  readonly list: string[];
}

/** A browser, and what runs on the other side. */
export interface Seat {
  readonly context: BrowserContext;
  readonly address: string;
  readonly isShared?: boolean;
}

/** One person at one seat: signs in with one click and uses what is on the screen, by its visible words. */
export class Visitor {
  private constructor(
    readonly page: Page,
    readonly language: Language,
    readonly troubles: string[],
    private readonly context: BrowserContext,
    private readonly answered: string[],
  ) {}

  /** Whoever has signed in on a page that a test has opened itself. */
  static on(page: Page, language: Language): Visitor {
    return new Visitor(page, language, [], page.context(), []);
  }

  static async signIn(
    browser: Browser,
    address: string,
    employeeNumber: string,
    language: Language,
  ): Promise<Visitor> {
    const context = await browser.newContext({ locale: language, ...SCREEN });
    return Visitor.sitDown({ context, address }, employeeNumber, language);
  }

  /** Signs in at a seat that is there. */
  static async sitDown(
    { context, address, isShared = false }: Seat,
    employeeNumber: string,
    language: Language,
  ): Promise<Visitor> {
    const page = await context.newPage();
    const troubles: string[] = [];
    page.on('pageerror', (error) => troubles.push(`${error.message} at ${page.url()}`));
    page.on('console', (message) => {
      if (message.type() === 'error') troubles.push(`${message.text()} at ${page.url()}`);
    });
    page.on('request', (request) => {
      // The intake, to which everybody sends, is another port of the same host.
      const { hostname, protocol } = new URL(request.url());
      if (hostname !== new URL(address).hostname && !/^(data|blob|about):$/.test(protocol)) {
        troubles.push(`asked a foreign server: ${request.url()}`);
      }
    });
    const answered: string[] = [];
    context.on('response', (response) => answered.push(response.url()));
    const visitor = new Visitor(page, language, troubles, context, answered);
    await page.goto(`${address}/sign-in`);
    await page.getByLabel(visitor.text('session.employee-number'), { exact: true }).fill(employeeNumber);
    await page.getByLabel(visitor.text('session.password'), { exact: true }).fill('every-voice-counts');
    if (isShared) await page.getByRole('switch', { name: visitor.text('session.shared-seat') }).click();
    await page.getByRole('button', { name: visitor.text('session.sign-in'), exact: true }).click();
    await page.waitForURL(`${address}/`);
    // Whatever the person's own language is, this device shows the one asked for.
    if ((await page.evaluate<string>('document.documentElement.lang')) !== language) {
      await page.evaluate(`localStorage.setItem('huiyin.locale', ${JSON.stringify(language)})`);
      answered.length = 0;
      await page.reload();
    }
    await page
      .getByRole('link', { name: visitor.text('shell.home') })
      .first()
      .waitFor();
    // Nobody is signed in yet on the first page, and it asks who is.
    troubles.length = 0;
    return visitor;
  }

  /** Until everything is there that every browser loads by itself after its person has signed in. */
  async untilSettled(): Promise<void> {
    // What a mouse comes to lie on is loaded too.
    await this.page.mouse.move(0, 0);
    const isSheet = (url: string): boolean => url.endsWith('/answer-sheet');
    if (!this.answered.some(isSheet)) {
      await this.context.waitForEvent('response', (response) => isSheet(response.url()));
    }
    await this.page.waitForLoadState('networkidle');
  }

  text(key: string): string {
    return textOf(this.language, key);
  }

  async open(path: string): Promise<void> {
    await this.page.goto(new URL(path, this.page.url()).href);
  }

  button(key: string) {
    return this.page.getByRole('button', { name: this.text(key), exact: true });
  }

  field(key: string) {
    return this.page.getByRole('textbox', { name: this.text(key), exact: true });
  }

  async choose(name: string, value: string): Promise<void> {
    await this.page.locator(`input[name="${name}"][value="${value}"]`).check({ force: true });
  }

  /** Searches for it, because suggestions may still come and move what stands below them. */
  async chooseDepartment(name: string): Promise<void> {
    await this.page.getByRole('searchbox').fill(name);
    await this.page.locator('label', { hasText: name }).click();
    await this.page.locator('label[data-chosen=true]', { hasText: name }).waitFor();
  }

  /** Writes, sends and opens a ticket; its address. */
  async write(title: string, body: string, departmentName: string): Promise<string> {
    await this.open('/write');
    await this.page.locator('[name=title]').fill(title);
    await this.page.locator('[name=body]').fill(body);
    await this.chooseDepartment(departmentName);
    await this.button('writing.send').click();
    await this.button('outbox.send-now').click();
    await this.page.waitForURL('**/tickets');
    await this.page.getByRole('link', { name: title }).first().click();
    await this.page.getByRole('heading', { level: 1, name: title }).waitFor();
    return new URL(this.page.url()).pathname;
  }

  async answer(path: string, text: string): Promise<void> {
    await this.open(path);
    await this.button('command.answer').click();
    await this.field('field.answer').fill(text);
    await this.choose('visibility', 'private');
    await this.button('command.answer').last().click();
    await this.button('outbox.send-now').click();
    await this.page.getByText(this.text('done.answer')).first().waitFor();
  }

  async judge(path: string, verdict: 'yes' | 'partly' | 'no', words: string): Promise<void> {
    await this.open(path);
    await this.giveVerdict(verdict, words);
    const done = verdict === 'yes' ? 'done.confirm' : 'done.reject';
    await this.page.getByText(this.text(done)).first().waitFor();
  }

  /** On the page of a ticket that waits for it. */
  async giveVerdict(verdict: 'yes' | 'partly' | 'no', words: string): Promise<void> {
    await this.choose('verdict', verdict);
    for (const rating of ['outcome', 'handling', 'feeling']) await this.choose(`rating-${rating}`, '4');
    const label = verdict === 'yes' ? 'verdict.comment' : 'verdict.why';
    const field = this.page.getByRole('textbox', { name: this.text(label) });
    await field.fill(words);
    await this.button('verdict.send').click();
  }

  /** Signs out of a shared seat, which sends the last envelope. */
  async signOut(): Promise<void> {
    await this.page.getByRole('button', { name: this.text('shell.shared-seat') }).click();
    await this.page.getByRole('menuitem', { name: this.text('session.sign-out'), exact: true }).click();
    await this.page.waitForURL('**/sign-in**');
  }

  async leave(): Promise<void> {
    await this.context.close();
  }
}

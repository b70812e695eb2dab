import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';

describe('the browser of the tests', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  }, 60_000);
  afterAll(async () => {
    await browser.close();
  });

  /** A missing glyph is drawn as the same box whatever the letter; real glyphs differ. */
  it.each([
    ['Cyrillic', 'Ж', 'Щ'],
    ['Chinese', '回', '音'],
  ])('draws %s letters even on a machine without fonts', async (_script, one, other) => {
    const page = await browser.newPage();
    const draw = async (letter: string): Promise<string> => {
      await page.setContent(`<body style="margin:0;font:60px sans-serif">${letter}</body>`);
      return (await page.screenshot({ clip: { x: 0, y: 0, width: 80, height: 80 } })).toString('base64');
    };
    expect(await draw(one)).not.toBe(await draw(other));
    await page.close();
  });
});

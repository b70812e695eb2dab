import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { SCREEN } from './visit.js';

const PHONE = { width: 360, height: 740 };

/** What a machine can find wrong for people who see, hear or move otherwise, in a part of the page or in all of it. */
export async function expectNoFault(page: Page, part = 'html'): Promise<void> {
  // In the page itself, which has no frames, and describing only what is wrong: a calendar has thousands of parts.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await axe.include(part).analyze();
  const faults = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
  expect([page.url(), faults]).toEqual([page.url(), []]);
}

async function expectToFitPhones(page: Page): Promise<void> {
  await page.setViewportSize(PHONE);
  const overflow = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  expect([page.url(), 'too wide for a phone by', overflow]).toEqual([
    page.url(),
    'too wide for a phone by',
    0,
  ]);
  await page.setViewportSize(SCREEN.viewport);
}

export async function expectWellMade(page: Page): Promise<void> {
  // Where nothing lies below it that would be shown otherwise for it.
  await page.mouse.move(1, 1);
  await page.waitForLoadState('networkidle');
  await expectNoFault(page);
  await expectToFitPhones(page);
}

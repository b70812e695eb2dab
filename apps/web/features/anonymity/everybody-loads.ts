import { loadMarkdown } from '../../ui/markdown.js';

type ReceiptModule = typeof import('./components/receipt-page.js');

export const loadReceiptPage = (): Promise<ReceiptModule> => import('./components/receipt-page.js');

const loadWritingPage = (): Promise<unknown> => import('../writing/components/writing-page.js');

/** What only anonymous authors look at is loaded by everybody, so that loading it tells nothing. */
export async function loadForEverybody(): Promise<void> {
  await Promise.all([loadReceiptPage(), loadWritingPage(), loadMarkdown()]);
}

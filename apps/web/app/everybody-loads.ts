import { loadMarkdown } from '../ui/markdown.js';

type ReceiptModule = typeof import('../features/anonymity/components/receipt-page.js');

export const loadReceiptPage = (): Promise<ReceiptModule> =>
  import('../features/anonymity/components/receipt-page.js');

/**
 * What somebody looks at who is about to write, or has written without a name, is loaded by everybody beforehand, so that
 * loading it tells nothing; so is the page of keys. The page that says what is promised comes with every page.
 */
export async function loadForEverybody(): Promise<void> {
  await Promise.all([
    import('./routes/write.js'),
    import('./routes/anonymity-keys.js'),
    loadReceiptPage(),
    loadMarkdown(),
  ]);
}

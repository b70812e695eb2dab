import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { DemoMailSummary } from '../../../lib/contract.js';
import { usePages, type PagedItems } from '../../../lib/pages.js';

export function useDemoMails(
  recipient: string | undefined,
): UseInfiniteQueryResult<PagedItems<DemoMailSummary>> {
  return usePages<DemoMailSummary>(
    ['demo-mail', recipient ?? ''],
    '/demo/mail',
    { recipient, limit: 50 },
    { refetchInterval: 5000 },
  );
}

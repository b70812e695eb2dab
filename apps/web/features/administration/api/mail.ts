import { queryOptions, type UseInfiniteQueryResult } from '@tanstack/react-query';
import type { AdminMail, MailSummary } from '../../../lib/contract.js';
import { read, write } from '../../../lib/http.js';
import { usePages, type PagedItems } from '../../../lib/pages.js';

export const mailSummaryQuery = queryOptions({
  queryKey: ['admin', 'mail', 'summary'],
  queryFn: ({ signal }) => read<MailSummary>('/admin/mail/summary', {}, signal),
  refetchInterval: 15_000,
});

export function useMails(state: string | undefined): UseInfiniteQueryResult<PagedItems<AdminMail>> {
  return usePages<AdminMail>(['admin', 'mail', 'list', state ?? ''], '/admin/mail', { state, limit: 50 });
}

export const retryMail = (id: string, key: string): Promise<AdminMail> =>
  write('POST', `/admin/mail/${id}/retry`, undefined, { key });

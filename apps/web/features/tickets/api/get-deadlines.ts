import { queryOptions } from '@tanstack/react-query';
import type { DeadlineAccount } from '../../../lib/contract.js';
import { read } from '../../../lib/http.js';

export const deadlinesQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ['ticket', id, 'deadlines', version],
    queryFn: ({ signal }) => read<DeadlineAccount[]>(`/tickets/${id}/deadlines`, {}, signal),
  });

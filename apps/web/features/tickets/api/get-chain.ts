import { queryOptions } from '@tanstack/react-query';
import type { ChainReport } from '../../../lib/contract.js';
import { read } from '../../../lib/http.js';

export const chainQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ['ticket', id, 'chain', version],
    queryFn: ({ signal }) => read<ChainReport>(`/tickets/${id}/chain`, {}, signal),
    staleTime: Infinity,
  });

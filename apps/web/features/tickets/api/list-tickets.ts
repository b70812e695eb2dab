import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { TicketSummary } from '../../../lib/contract.js';
import { usePages, type PagedItems } from '../../../lib/pages.js';

export type Box = 'mine' | 'inbox' | 'escalations';

export interface TicketFilter {
  state?: string;
  q?: string;
}

export function useTickets(
  box: Box,
  { state, q }: TicketFilter = {},
  limit = 25,
): UseInfiniteQueryResult<PagedItems<TicketSummary>> {
  return usePages<TicketSummary>(
    ['tickets', box, state ?? '', q ?? '', limit],
    '/tickets',
    { box, state, q, limit },
    {
      refetchInterval: 60_000,
    },
  );
}

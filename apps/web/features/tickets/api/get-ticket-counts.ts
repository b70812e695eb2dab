import { queryOptions } from '@tanstack/react-query';
import type { TicketCounts } from '../../../lib/contract.js';
import { read } from '../../../lib/http.js';

export const ticketCountsQuery = queryOptions({
  queryKey: ['tickets', 'counts'],
  queryFn: ({ signal }) => read<TicketCounts>('/tickets/counts', {}, signal),
  refetchInterval: 60_000,
});

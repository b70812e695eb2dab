import { queryOptions } from '@tanstack/react-query';
import type { Ticket } from '../../../lib/contract.js';
import { read } from '../../../lib/http.js';

export const ticketQuery = (id: string) =>
  queryOptions({
    queryKey: ['ticket', id],
    queryFn: ({ signal }) => read<Ticket>(`/tickets/${id}`, {}, signal),
  });

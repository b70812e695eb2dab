import { queryOptions } from '@tanstack/react-query';
import type { AdminPerson } from '../../../lib/contract.js';
import { read } from '../../../lib/http.js';

export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['admin', 'person', id],
    queryFn: ({ signal }) => read<AdminPerson>(`/admin/people/${id}`, {}, signal),
  });

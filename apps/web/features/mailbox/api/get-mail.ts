import { queryOptions } from '@tanstack/react-query';
import type { DemoMail } from '../../../lib/contract.js';
import { read } from '../../../lib/http.js';

export const demoMailQuery = (id: string) =>
  queryOptions({
    queryKey: ['demo-mail', 'one', id],
    queryFn: ({ signal }) => read<DemoMail>(`/demo/mail/${id}`, {}, signal),
    staleTime: Infinity,
  });

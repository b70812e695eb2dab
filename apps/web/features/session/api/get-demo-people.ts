import { queryOptions } from '@tanstack/react-query';
import type { DemoPerson } from '../../../lib/contract.js';
import { read } from '../../../lib/http.js';

export const demoPeopleQuery = queryOptions({
  queryKey: ['demo-people'],
  queryFn: ({ signal }) => read<DemoPerson[]>('/demo/people', {}, signal),
  staleTime: Infinity,
});

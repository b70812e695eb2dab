import { queryOptions, type UseInfiniteQueryResult } from '@tanstack/react-query';
import type { AdminPerson, Page } from '../../../lib/contract.js';
import { read } from '../../../lib/http.js';
import { usePages, type PagedItems } from '../../../lib/pages.js';
import type { FoundPerson } from '../../../ui/person-select.js';

export interface PeopleFilter {
  q?: string;
  department?: string;
}

export function usePeople({ q, department }: PeopleFilter): UseInfiniteQueryResult<PagedItems<AdminPerson>> {
  return usePages<AdminPerson>(['admin', 'people', q ?? '', department ?? ''], '/admin/people', {
    q,
    departmentId: department,
    limit: 50,
  });
}

/** The first people that a few typed letters find. */
export const peopleFoundQuery = (q: string) =>
  queryOptions({
    queryKey: ['admin', 'people-found', q],
    queryFn: async ({ signal }): Promise<FoundPerson[]> => {
      const { items } = await read<Page<AdminPerson>>('/admin/people', { q, limit: 20 }, signal);
      return items.filter(({ isActive }) => isActive);
    },
    staleTime: 30_000,
  });

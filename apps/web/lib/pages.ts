import { useInfiniteQuery, type QueryKey, type UseInfiniteQueryResult } from '@tanstack/react-query';
import type { Page } from './contract.js';
import { read } from './http.js';

export interface PagedItems<Item> {
  items: Item[];
}

/** A list read page by page with the server's cursors. */
export function usePages<Item>(
  queryKey: QueryKey,
  path: string,
  query: Record<string, string | number | undefined>,
  options: { refetchInterval?: number } = {},
): UseInfiniteQueryResult<PagedItems<Item>> {
  return useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => read<Page<Item>>(path, { ...query, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page<Item>) => page.nextCursor ?? undefined,
    select: (data) => ({ items: data.pages.flatMap((page) => page.items) }),
    ...options,
  });
}

import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { BoardItem } from '../../../lib/contract.js';
import { usePages, type PagedItems } from '../../../lib/pages.js';

export interface BoardFilter {
  department?: string;
  kind?: string;
  q?: string;
}

export function useBoard(
  { department, kind, q }: BoardFilter,
  limit = 25,
): UseInfiniteQueryResult<PagedItems<BoardItem>> {
  return usePages<BoardItem>(['board', department ?? '', kind ?? '', q ?? '', limit], '/board', {
    departmentId: department,
    kind,
    q,
    limit,
  });
}

import { queryOptions } from '@tanstack/react-query';
import type { BoardItem } from '../../../lib/contract.js';
import { read } from '../../../lib/http.js';

export const boardItemQuery = (id: string) =>
  queryOptions({
    queryKey: ['board', 'item', id],
    queryFn: ({ signal }) => read<BoardItem>(`/board/${id}`, {}, signal),
  });

import { queryOptions } from '@tanstack/react-query';
import type { Page, Scope } from '../../../lib/contract.js';
import { read } from '../../../lib/http.js';

export const scopeHistoryQuery = (lineageId: string) =>
  queryOptions({
    queryKey: ['scopes', 'history', lineageId],
    queryFn: async ({ signal }) => {
      const answer = await read<Scope[] | Page<Scope>>(`/scopes/${lineageId}/history`, {}, signal);
      return Array.isArray(answer) ? answer : answer.items;
    },
  });

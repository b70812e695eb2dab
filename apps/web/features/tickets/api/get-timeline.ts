import { queryOptions } from '@tanstack/react-query';
import type { TimelineEntry } from '../../../lib/contract.js';
import { read } from '../../../lib/http.js';

export const timelineQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ['ticket', id, 'timeline', version],
    queryFn: async ({ signal }) => {
      const answer = await read<TimelineEntry[] | { items: TimelineEntry[] }>(
        `/tickets/${id}/timeline`,
        {},
        signal,
      );
      return Array.isArray(answer) ? answer : answer.items;
    },
  });

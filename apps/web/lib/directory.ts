import { queryOptions, useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { AnswerTime, Department, Page, Scope, ServiceLevel, Site } from './contract.js';
import { read } from './http.js';
import { useLocalised } from './localised.js';

const minutes = (count: number): number => count * 60_000;

/** Small catalogues answer a bare list; tolerate a page too. */
function itemsOf<Item>(answer: Item[] | Page<Item>): Item[] {
  return Array.isArray(answer) ? answer : answer.items;
}

export const departmentsQuery = queryOptions({
  queryKey: ['departments'],
  queryFn: async ({ signal }) =>
    itemsOf(await read<Department[] | Page<Department>>('/departments', {}, signal)),
  staleTime: minutes(5),
});

export const scopesQuery = queryOptions({
  queryKey: ['scopes'],
  queryFn: async ({ signal }) => itemsOf(await read<Scope[] | Page<Scope>>('/scopes', {}, signal)),
  staleTime: minutes(5),
});

export const sitesQuery = queryOptions({
  queryKey: ['sites'],
  queryFn: async ({ signal }) => itemsOf(await read<Site[] | Page<Site>>('/sites', {}, signal)),
  staleTime: minutes(5),
});

export const serviceLevelsQuery = queryOptions({
  queryKey: ['service-levels'],
  queryFn: async ({ signal }) =>
    itemsOf(await read<ServiceLevel[] | Page<ServiceLevel>>('/service-levels', {}, signal)),
  staleTime: minutes(5),
});

/** By when each department answers; all of it at once, so that nobody sees which one is being written to. */
export const answerTimesQuery = queryOptions({
  queryKey: ['service-levels', 'answers'],
  queryFn: ({ signal }) => read<AnswerTime[]>('/service-levels/answers', {}, signal),
  staleTime: minutes(5),
});

/** The name of a department by its id, in the reader's language; empty while it is not known. */
export function useDepartmentName(): (id: string | null | undefined) => string {
  const departments = useQuery(departmentsQuery).data;
  const localised = useLocalised();
  return useCallback(
    (id) => localised(departments?.find((department) => department.id === id)?.name),
    [departments, localised],
  );
}

import { queryOptions, type UseInfiniteQueryResult } from '@tanstack/react-query';
import type { components } from '../../../lib/api-types.js';
import { addressOf, read, write } from '../../../lib/http.js';
import { usePages, type PagedItems } from '../../../lib/pages.js';
import type { FoundPerson } from '../../../ui/person-select.js';

type Schemas = components['schemas'];
export type Bulletin = Schemas['BulletinDto'];
export type BulletinSummary = Schemas['BulletinSummaryDto'];
export type BulletinCase = Schemas['BulletinCaseDto'];
export type BulletinFigures = Schemas['BulletinFiguresDto'];
export type BulletinTexts = Schemas['BulletinTextDto'];
export type Publication = Schemas['PublishBulletinDto'];
export type Rectification = Schemas['RectificationDto'];

export type BulletinBox = 'published' | 'drafts' | 'discarded';

export const bulletinCountsQuery = queryOptions({
  queryKey: ['bulletins', 'counts'],
  queryFn: ({ signal }) => read<Schemas['BulletinCountsDto']>('/bulletins/counts', {}, signal),
  refetchInterval: 60_000,
});

export const bulletinQuery = (id: string) =>
  queryOptions({
    queryKey: ['bulletins', 'one', id],
    queryFn: ({ signal }) => read<Bulletin>(`/bulletins/${id}`, {}, signal),
  });

export function useBulletins(box: BulletinBox): UseInfiniteQueryResult<PagedItems<BulletinSummary>> {
  return usePages<BulletinSummary>(['bulletins', 'list', box], '/bulletins', { box });
}

export function useRectifications(): UseInfiniteQueryResult<PagedItems<Rectification>> {
  return usePages<Rectification>(['bulletins', 'rectifications'], '/rectifications', {});
}

export const documentAddress = (id: string, locale: string): string =>
  addressOf(`/bulletins/${id}/document`, { locale });

/** Employees whom a leader can choose as readers, found by a few typed letters. */
export const readersFoundQuery = (q: string) =>
  queryOptions({
    queryKey: ['bulletins', 'readers-found', q],
    queryFn: ({ signal }) => read<FoundPerson[]>('/bulletins/readers', { q }, signal),
    enabled: q !== '',
    staleTime: 30_000,
  });

export const pressRead = (id: string): Promise<void> => write('POST', `/bulletins/${id}/receipt`, undefined);

export interface BulletinCall {
  bulletin: Pick<Bulletin, 'id' | 'version'>;
  step: 'edit' | 'take-out' | 'publish' | 'discard' | 'correct' | 'withdraw';
  body: object;
}

export const runBulletinStep = ({ bulletin, step, body }: BulletinCall, key: string): Promise<Bulletin> =>
  step === 'edit'
    ? write('PATCH', `/bulletins/${bulletin.id}`, body, { key, version: bulletin.version })
    : write('POST', `/bulletins/${bulletin.id}/${step}`, body, { key, version: bulletin.version });

export interface RectificationCall {
  rectification: Pick<Rectification, 'id' | 'version'>;
  step: 'answer' | 'accept' | 'return';
  body: object;
}

export const runRectificationStep = (
  { rectification, step, body }: RectificationCall,
  key: string,
): Promise<Rectification> =>
  write('POST', `/rectifications/${rectification.id}/${step}`, body, { key, version: rectification.version });

import { queryOptions } from '@tanstack/react-query';
import type { components } from '../../../lib/api-types.js';
import type { Locale } from '../../../lib/contract.js';
import { read, write } from '../../../lib/http.js';

type Schemas = components['schemas'];
export type PolicyDocument = Schemas['PolicyDocumentDto'];
export type PolicyVersion = Schemas['PolicyVersionDto'];
export type PolicyDifferences = Schemas['PolicyDifferencesDto'];
export type PolicyDraft = Schemas['PolicyDraftDto'];
export type PolicyDraftContent = Schemas['PolicyDraftContentDto'];
export type PolicyContent = Schemas['PolicyContentDto'];
export type PolicyNumbers = Schemas['PolicyNumbersDto'];
export type PolicyOverride = Schemas['PolicyOverrideDto'];
export type PolicyRendering = Schemas['PolicyRenderingDto'];
export type PolicyFault = Schemas['PolicyFaultDto'];
export type PolicyPreview = Schemas['PolicyPreviewDto'];

const HOUR = 3_600_000;

export const policyQuery = (language: Locale, version?: number) =>
  queryOptions({
    queryKey: ['policy', 'document', version ?? null, language],
    queryFn: ({ signal }) =>
      read<PolicyDocument>(
        version === undefined ? '/policy' : `/policy/versions/${String(version)}`,
        { language },
        signal,
      ),
    staleTime: HOUR,
  });

export const versionsQuery = queryOptions({
  queryKey: ['policy', 'versions'],
  queryFn: ({ signal }) => read<PolicyVersion[]>('/policy/versions', {}, signal),
});

export const versionDifferencesQuery = (version: number, language: Locale) =>
  queryOptions({
    queryKey: ['policy', 'differences', version, language],
    queryFn: ({ signal }) =>
      read<PolicyDifferences>(`/policy/versions/${String(version)}/differences`, { language }, signal),
    staleTime: HOUR,
  });

export const draftsQuery = queryOptions({
  queryKey: ['policy', 'drafts'],
  queryFn: ({ signal }) => read<PolicyDraft[]>('/policy/drafts', {}, signal),
});

export const draftQuery = (id: string) =>
  queryOptions({
    queryKey: ['policy', 'draft', id],
    queryFn: ({ signal }) => read<PolicyDraftContent>(`/policy/drafts/${id}`, {}, signal),
  });

/** Read anew whenever the draft has another version. */
export const draftRenderingQuery = ({ id, version }: PolicyDraft) =>
  queryOptions({
    queryKey: ['policy', 'draft', id, 'rendering', version],
    queryFn: ({ signal }) => read<PolicyRendering>(`/policy/drafts/${id}/rendering`, {}, signal),
  });

export const draftDifferencesQuery = ({ id, version }: PolicyDraft, language: Locale) =>
  queryOptions({
    queryKey: ['policy', 'draft', id, 'differences', version, language],
    queryFn: ({ signal }) =>
      read<PolicyDifferences>(`/policy/drafts/${id}/differences`, { language }, signal),
  });

export const previewQuery = ({ id, version }: PolicyDraft) =>
  queryOptions({
    queryKey: ['policy', 'draft', id, 'preview', version],
    queryFn: ({ signal }) => read<PolicyPreview>(`/policy/drafts/${id}/preview`, {}, signal),
    staleTime: 0,
  });

/** What a text would look like; keeps nothing. */
export const renderingQuery = (content: PolicyContent) =>
  queryOptions({
    queryKey: ['policy', 'rendering', content],
    queryFn: () => write<PolicyRendering>('POST', '/policy/drafts/rendering', content),
    retry: false,
    gcTime: 10_000,
  });

export const acknowledge = (version: number, key: string): Promise<void> =>
  write('PUT', `/policy/versions/${String(version)}/reading`, undefined, { key });

export const beginDraft = (key: string): Promise<PolicyDraftContent> =>
  write('POST', '/policy/drafts', {}, { key });

export const saveDraft = (
  { id, version }: PolicyDraft,
  content: PolicyContent,
  key: string,
): Promise<PolicyDraftContent> => write('PUT', `/policy/drafts/${id}`, content, { key, version });

export const discardDraft = ({ id, version }: PolicyDraft, key: string): Promise<void> =>
  write('DELETE', `/policy/drafts/${id}`, undefined, { key, version });

export const publishDraft = (
  { id, version }: PolicyDraft,
  effectiveOn: string,
  key: string,
): Promise<PolicyVersion> =>
  write('POST', `/policy/drafts/${id}/publication`, { effectiveOn }, { key, version });

export const cancelVersion = (version: number, reason: string, key: string): Promise<PolicyVersion> =>
  write('POST', `/policy/drafts/cancellations/${String(version)}`, { reason }, { key });

import type { Attachment, Kind } from '../../../lib/contract.js';
import { fits, LIMITS } from '../../../lib/code-points.js';

export interface WritingDraft {
  kind: Kind;
  urgency: 'ordinary' | 'urgent';
  departmentId: string;
  title: string;
  body: string;
  mayPublishWording: boolean;
  attachments: Attachment[];
}

export const EMPTY_DRAFT: WritingDraft = {
  kind: 'problem',
  urgency: 'ordinary',
  departmentId: '',
  title: '',
  body: '',
  mayPublishWording: true,
  attachments: [],
};

export type WritingField = 'title' | 'body' | 'departmentId';

export function gapsOf(draft: WritingDraft): Set<WritingField> {
  const gaps = new Set<WritingField>();
  if (!fits(draft.title, LIMITS.title)) gaps.add('title');
  if (!fits(draft.body, LIMITS.body)) gaps.add('body');
  if (draft.departmentId === '') gaps.add('departmentId');
  return gaps;
}

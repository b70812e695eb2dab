import type { Attachment, Kind } from '../../../lib/contract.js';
import { fits, LIMITS } from '../../../lib/code-points.js';

/** What somebody says, named or not. */
export interface Opinion {
  kind: Kind;
  urgency: 'ordinary' | 'urgent';
  departmentId: string;
  title: string;
  body: string;
  mayPublishWording: boolean;
}

export interface WritingDraft extends Opinion {
  attachments: Attachment[];
}

export const EMPTY_OPINION: Opinion = {
  kind: 'problem',
  urgency: 'ordinary',
  departmentId: '',
  title: '',
  body: '',
  mayPublishWording: true,
};

export const EMPTY_DRAFT: WritingDraft = { ...EMPTY_OPINION, attachments: [] };

export type WritingField = 'title' | 'body' | 'departmentId' | 'attachments';

export function gapsOf(opinion: Opinion): Set<WritingField> {
  const gaps = new Set<WritingField>();
  if (!fits(opinion.title, LIMITS.title)) gaps.add('title');
  if (!fits(opinion.body, LIMITS.body)) gaps.add('body');
  if (opinion.departmentId === '') gaps.add('departmentId');
  return gaps;
}

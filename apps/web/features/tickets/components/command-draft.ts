import { fits, LIMITS } from '../../../lib/code-points.js';
import type { Ticket } from '../../../lib/contract.js';
import { COMMAND_SHAPES, type CommandShape, type PlainCommand } from './command-shapes.js';

/** What is typed and chosen in the form of a command, kept on this device until it is sent. */
export interface CommandDraft {
  text: string;
  reason: string;
  departmentId: string;
  /** With its words, so that it is always shown which one it is. */
  into: { id: string; label: string } | null;
  visibility: '' | 'public' | 'private';
  publicationReason: '' | 'representative' | 'concerns-many';
  namesChecked: boolean;
  summary: string;
  /** 0 while nothing is chosen. */
  workingMinutes: number;
  extensionVerdict: '' | 'give' | 'decline';
}

export const EMPTY_COMMAND: CommandDraft = {
  text: '',
  reason: '',
  departmentId: '',
  into: null,
  visibility: '',
  publicationReason: '',
  namesChecked: false,
  summary: '',
  workingMinutes: 0,
  extensionVerdict: '',
};

const publishesNow = (shape: CommandShape, draft: CommandDraft): boolean =>
  shape.publishes === 'does' || (shape.publishes === 'may' && draft.visibility === 'public');

/** Field names whose value cannot be sent as it is. */
export function gapsOf(ticket: Ticket, command: PlainCommand, draft: CommandDraft): Set<string> {
  const shape = COMMAND_SHAPES[command];
  const gaps = new Set<string>();
  const { text } = shape;
  if (text && !(text.optional && draft.text.trim() === '') && !fits(draft.text, text.limit)) gaps.add('text');
  if (command === 'amend-answer' && !fits(draft.reason, LIMITS.reason)) gaps.add('reason');
  if (shape.chooses === 'department' && draft.departmentId === '') gaps.add('departmentId');
  if (shape.chooses === 'ticket' && draft.into === null) gaps.add('intoTicketId');
  if (shape.chooses === 'extension' && draft.workingMinutes === 0) gaps.add('workingMinutes');
  if (shape.chooses === 'extension-verdict' && draft.extensionVerdict === '') gaps.add('extensionVerdict');
  if (shape.publishes === 'may' && draft.visibility === '') gaps.add('visibility');
  if (publishesNow(shape, draft)) {
    if (draft.publicationReason === '') gaps.add('publicationReason');
    if (!draft.namesChecked) gaps.add('namesChecked');
    const needsSummary = !ticket.mayPublishWording;
    if ((needsSummary || draft.summary.trim() !== '') && !fits(draft.summary, LIMITS.summary))
      gaps.add('summary');
  }
  return gaps;
}

export function bodyOf(command: PlainCommand, draft: CommandDraft): Record<string, unknown> {
  const shape = COMMAND_SHAPES[command];
  const text = draft.text.trim();
  const summary = draft.summary.trim();
  return {
    ...(shape.text && text !== '' ? { [shape.text.name]: text } : {}),
    ...(command === 'amend-answer' ? { reason: draft.reason.trim() } : {}),
    ...(shape.chooses === 'department' ? { departmentId: draft.departmentId } : {}),
    ...(shape.chooses === 'ticket' ? { intoTicketId: draft.into?.id } : {}),
    ...(shape.chooses === 'extension' ? { workingMinutes: draft.workingMinutes } : {}),
    ...(shape.chooses === 'extension-verdict' ? { approve: draft.extensionVerdict === 'give' } : {}),
    ...(shape.publishes === 'may' ? { visibility: draft.visibility } : {}),
    ...(publishesNow(shape, draft)
      ? {
          publicationReason: draft.publicationReason,
          namesChecked: draft.namesChecked,
          ...(summary === '' ? {} : { summary }),
        }
      : {}),
  };
}

/** Nothing has been typed or chosen. */
export function isEmptyCommand(draft: CommandDraft): boolean {
  return (Object.keys(EMPTY_COMMAND) as (keyof CommandDraft)[]).every(
    (name) => draft[name] === EMPTY_COMMAND[name],
  );
}

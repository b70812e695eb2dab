import {
  IconArrowBackUp,
  IconArrowMerge,
  IconArrowsRight,
  IconArrowsSplit,
  IconBan,
  IconCalendarPlus,
  IconCalendarQuestion,
  IconCheck,
  IconCircleX,
  IconEdit,
  IconEye,
  IconEyeOff,
  IconHandStop,
  IconMessage2,
  IconMessageQuestion,
  IconMessageReply,
  IconNote,
  IconPuzzle,
  IconPuzzleOff,
  IconRefresh,
  IconThumbUp,
  IconTrash,
  IconUserCheck,
} from '@tabler/icons-react';
import type { Command } from '../../../lib/contract.js';
import { LIMITS, type TextLimit } from '../../../lib/code-points.js';
import type { IconPart } from '../../../ui/chip.js';

export interface CommandShape {
  icon: IconPart;
  weight: 'primary' | 'plain' | 'danger';
  /** The text of the command and how the interface calls it. */
  text?: { name: 'text' | 'reason' | 'comment'; limit: TextLimit; optional?: true; markdown?: true };
  /** What has to be chosen besides. */
  chooses?: 'department' | 'ticket' | 'extension' | 'extension-verdict';
  /** Whether it can be made public in the same step, or is the publishing itself. */
  publishes?: 'may' | 'does';
  /** Cannot be undone by anybody: asked a second time. */
  asksTwice?: true;
  /** Reaches other people as a message: can be taken back for ten seconds. */
  held?: true;
}

const reason = { name: 'reason', limit: LIMITS.reason } as const;

/** The form of each command; `confirm` and `reject` have one of their own. Order is the order on the screen. */
export const COMMAND_SHAPES: Record<Exclude<Command, 'confirm' | 'reject'>, CommandShape> = {
  reply: {
    icon: IconMessageReply,
    weight: 'primary',
    text: { name: 'text', limit: LIMITS.note },
    held: true,
  },
  'accept-transfer': { icon: IconCheck, weight: 'primary' },
  'approve-refusal': {
    icon: IconCheck,
    weight: 'primary',
    text: { name: 'comment', limit: LIMITS.reason, optional: true },
  },
  'decline-refusal': { icon: IconArrowBackUp, weight: 'plain', text: reason },
  'decide-extension': {
    icon: IconCalendarQuestion,
    weight: 'primary',
    chooses: 'extension-verdict',
    text: { ...reason, optional: true },
  },
  answer: {
    icon: IconMessage2,
    weight: 'primary',
    text: { name: 'text', limit: LIMITS.answer, markdown: true },
    publishes: 'may',
    held: true,
  },
  acknowledge: { icon: IconThumbUp, weight: 'plain' },
  'ask-author': {
    icon: IconMessageQuestion,
    weight: 'plain',
    text: { name: 'text', limit: LIMITS.note },
    held: true,
  },
  note: { icon: IconNote, weight: 'plain', text: { name: 'text', limit: LIMITS.note }, held: true },
  transfer: { icon: IconArrowsRight, weight: 'plain', chooses: 'department', text: reason },
  'amend-answer': {
    icon: IconEdit,
    weight: 'plain',
    text: { name: 'text', limit: LIMITS.answer, markdown: true },
    held: true,
  },
  publish: { icon: IconEye, weight: 'plain', publishes: 'does' },
  unpublish: { icon: IconEyeOff, weight: 'plain', text: reason },
  merge: { icon: IconArrowMerge, weight: 'plain', chooses: 'ticket', text: reason },
  unmerge: { icon: IconArrowsSplit, weight: 'plain', text: reason },
  redo: { icon: IconRefresh, weight: 'plain', text: reason },
  'request-extension': { icon: IconCalendarPlus, weight: 'plain', chooses: 'extension', text: reason },
  'mark-complex': { icon: IconPuzzle, weight: 'plain', text: reason },
  'mark-ordinary': { icon: IconPuzzleOff, weight: 'plain', text: reason },
  'propose-refusal': {
    icon: IconBan,
    weight: 'plain',
    text: { name: 'text', limit: LIMITS.answer, markdown: true },
    held: true,
  },
  'approve-abuse': {
    icon: IconHandStop,
    weight: 'danger',
    text: { name: 'comment', limit: LIMITS.reason, optional: true },
  },
  'decline-abuse': { icon: IconArrowBackUp, weight: 'plain', text: reason },
  'propose-abuse': { icon: IconHandStop, weight: 'danger', text: reason },
  'close-unresolved': {
    icon: IconCircleX,
    weight: 'danger',
    text: reason,
  },
  reopen: { icon: IconRefresh, weight: 'primary', text: reason },
  withdraw: { icon: IconArrowBackUp, weight: 'plain', text: { ...reason, optional: true } },
  reveal: { icon: IconUserCheck, weight: 'danger', asksTwice: true },
  remove: { icon: IconTrash, weight: 'danger', text: reason },
};

export type PlainCommand = keyof typeof COMMAND_SHAPES;

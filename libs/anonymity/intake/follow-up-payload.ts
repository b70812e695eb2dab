import { textFault, tidyText } from '../../platform/http/text-fault.js';
import { hasOnly, isRecord, readJson } from './content.js';

/** Follow-ups of one ticket, whoever holds its key. */
export const MAX_SEQUENCE = 200;

/**
 * What is asked of a text leaves room around it: spaces, or signs in their longest spelling. The longest reply has 4,000
 * signs of four bytes, and twice as much is nobody's. What waits is kept as it came, so that this keeps the pool open.
 */
export const MAX_FOLLOW_UP_BYTES = 32_768;

const REASON = { min: 4, max: 1000, multiline: true } as const;
const COMMENT = { min: 1, max: 1000, multiline: true } as const;
const REPLY = { min: 2, max: 4000, multiline: true } as const;
const EMPLOYEE_NUMBER = { min: 1, max: 40 } as const;

export type FollowUpCommand = 'reply' | 'confirm' | 'reject' | 'withdraw' | 'reopen' | 'reveal';

/** One step of an anonymous author, as it is handed over. */
export interface FollowUpPayload {
  readonly command: FollowUpCommand;
  readonly [field: string]: unknown;
}

export interface ReadFollowUp {
  /** Hash of the ticket's payload, base64url: a step for one ticket is no step for another. */
  readonly ticketHash: string;
  /** 1, 2, 3 …, never twice and never backwards. */
  readonly sequence: number;
  readonly step: FollowUpPayload;
}

type Check = (value: unknown) => boolean;

const text =
  (rule: Parameters<typeof textFault>[1]): Check =>
  (value) =>
    textFault(value, rule) === null;
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const isMark: Check = (value) => [1, 2, 3, 4, 5].includes(value as number);
const RATINGS = ['outcome', 'handling', 'feeling'];
const areRatings: Check = (value) =>
  isRecord(value) && hasOnly(value, RATINGS) && RATINGS.every((name) => isMark(value[name]));

/** The fields of each step; the same rules as for a named author. */
const STEPS: Readonly<Record<FollowUpCommand, Readonly<Record<string, Check>>>> = {
  reply: { text: text(REPLY) },
  confirm: { ratings: areRatings, comment: optional(text(COMMENT)) },
  reject: {
    verdict: (value) => value === 'partly' || value === 'no',
    reason: text(REASON),
    ratings: areRatings,
  },
  withdraw: { reason: optional(text(REASON)) },
  reopen: { reason: text(REASON) },
  reveal: { employeeNumber: text(EMPLOYEE_NUMBER) },
};

function isCommand(value: unknown): value is FollowUpCommand {
  return typeof value === 'string' && Object.hasOwn(STEPS, value);
}

/** The step, or the name of the field that is not right. */
export function readFollowUp(payload: Uint8Array): ReadFollowUp | string {
  if (payload.length > MAX_FOLLOW_UP_BYTES) return 'payload';
  const read = readJson(payload);
  if (!isRecord(read)) return 'payload';
  const { ticketHash, sequence, command, ...fields } = read;
  if (typeof ticketHash !== 'string') return 'ticketHash';
  if (!Number.isInteger(sequence) || (sequence as number) < 1 || (sequence as number) > MAX_SEQUENCE) {
    return 'sequence';
  }
  if (!isCommand(command)) return 'command';
  const checks = STEPS[command];
  if (!hasOnly(fields, Object.keys(checks))) return 'payload';
  const tidy: Record<string, unknown> = {};
  for (const [name, isRight] of Object.entries(checks)) {
    const value = tidyText(fields[name]);
    if (!isRight(value)) return name;
    if (value !== undefined) tidy[name] = value;
  }
  return { ticketHash, sequence: sequence as number, step: { command, ...tidy } };
}

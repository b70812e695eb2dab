import { textFault, tidyText } from '../../platform/http/text-fault.js';
import { bytesOf } from './base64url.js';
import { hasOnly, isRecord, readJson } from './content.js';

/*
 * The same limits as for a named ticket. The room of tickets lies above this one and cannot be asked, so a test holds
 * the two together.
 */
export const KINDS = ['problem', 'question', 'suggestion', 'praise'] as const;
export const URGENCIES = ['ordinary', 'urgent'] as const;
export const TITLE = { min: 4, max: 120 } as const;
export const BODY = { min: 10, max: 8000, multiline: true } as const;
export const MAX_PICTURES = 5;
/** Beside the pictures, as they are written: 8,120 signs of four bytes with everything else, and half as much again. */
export const MAX_TICKET_TEXT_BYTES = 49_152;

const SEAL_KEY_BYTES = 32;
const TAG_KEY_BYTES = 16;
const FIELDS = [
  ...['kind', 'urgency', 'departmentId', 'title', 'body', 'mayPublishWording', 'ownDepartmentId'],
  ...['pictures', 'sealKey', 'tagKey'],
];

/** What is handed over of a ticket, pictures aside. */
export interface TicketPayload {
  readonly kind: (typeof KINDS)[number];
  readonly urgency: (typeof URGENCIES)[number];
  readonly departmentId: string;
  readonly title: string;
  readonly body: string;
  readonly mayPublishWording: boolean;
  /** Null unless the author names it, which only members of a department of ten may. */
  readonly ownDepartmentId: string | null;
}

export interface ReadTicket {
  readonly ticket: TicketPayload;
  /** As they were sent. */
  readonly pictures: readonly Buffer[];
  readonly sealKey: Buffer;
  readonly tagKey: Buffer;
}

/** The departments of the moment. */
export interface Departments {
  isActive(id: string): boolean;
  /** It has members enough that one of them is not found by its name. */
  mayBeNamed(id: string): boolean;
}

/** The ticket, or the name of the field that is not right. */
export function readTicket(payload: Uint8Array, departments: Departments): ReadTicket | string {
  const read = readJson(payload);
  if (!isRecord(read) || !hasOnly(read, FIELDS)) return 'payload';
  const kind = KINDS.find((one) => one === read['kind']);
  if (kind === undefined) return 'kind';
  const urgency = URGENCIES.find((one) => one === (read['urgency'] ?? 'ordinary'));
  if (urgency === undefined) return 'urgency';
  const { departmentId, mayPublishWording } = read;
  const ownDepartmentId = read['ownDepartmentId'] ?? null;
  if (typeof departmentId !== 'string' || !departments.isActive(departmentId)) return 'departmentId';
  if (typeof mayPublishWording !== 'boolean') return 'mayPublishWording';
  if (ownDepartmentId !== null && typeof ownDepartmentId !== 'string') return 'ownDepartmentId';
  if (ownDepartmentId !== null && !departments.mayBeNamed(ownDepartmentId)) return 'ownDepartmentId';
  const title = tidyText(read['title']);
  const body = tidyText(read['body']);
  if (typeof title !== 'string' || textFault(title, TITLE) !== null) return 'title';
  if (typeof body !== 'string' || textFault(body, BODY) !== null) return 'body';
  const pictures = readPictures(read['pictures'] ?? []);
  if (!pictures) return 'pictures';
  const pictureBytes = ((read['pictures'] ?? []) as string[]).reduce((sum, { length }) => sum + length, 0);
  if (payload.length - pictureBytes > MAX_TICKET_TEXT_BYTES) return 'payload';
  const sealKey = bytesOf(read['sealKey'], SEAL_KEY_BYTES);
  const tagKey = bytesOf(read['tagKey'], TAG_KEY_BYTES);
  if (!sealKey) return 'sealKey';
  if (!tagKey) return 'tagKey';
  const ticket = { kind, urgency, departmentId, title, body, mayPublishWording, ownDepartmentId };
  return { ticket, pictures, sealKey, tagKey };
}

/** What is decoded is decided later, in a process of its own; here only what begins like a picture. */
function readPictures(value: unknown): Buffer[] | null {
  if (!Array.isArray(value) || value.length > MAX_PICTURES) return null;
  const pictures: Buffer[] = [];
  for (const text of value as unknown[]) {
    if (typeof text !== 'string' || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return null;
    const picture = Buffer.from(text, 'base64');
    if (!isPicture(picture)) return null;
    pictures.push(picture);
  }
  return pictures;
}

/** WebP, JPEG or PNG by their first bytes. */
export function isPicture(bytes: Buffer): boolean {
  const head = bytes.toString('latin1', 0, 12);
  return (
    (head.startsWith('RIFF') && head.endsWith('WEBP')) ||
    head.startsWith('\xff\xd8\xff') ||
    head.startsWith('\x89PNG\r\n\x1a\n')
  );
}

import type { Author } from '../protocol/author.js';
import { toBase64Url, utf8 } from '../protocol/bytes.js';
import { CONTENT_BYTES } from '../protocol/constants.js';
import type { AnonymousTicket, FollowUp } from './messages.js';

/** What a content holds beside its payload, and a payload beside the ticket: keys, token and signature, rounded up. */
const CONTENT_HEAD_BYTES = 768;
const PAYLOAD_HEAD_BYTES = 128;

export function ticketPayload(ticket: AnonymousTicket, { sealKey, tagKey }: Author): object {
  return { ...ticket, sealKey: toBase64Url(sealKey), tagKey: toBase64Url(tagKey) };
}

export function followUpPayload(ticketHash: string, sequence: number, step: FollowUp): object {
  return { ticketHash, sequence, ...step };
}

/** Characters of base64 that the pictures of a ticket may still have; below zero the ticket is too large. */
export function bytesLeft(ticket: AnonymousTicket): number {
  const payload = Math.floor(((CONTENT_BYTES - CONTENT_HEAD_BYTES) * 3) / 4);
  return payload - PAYLOAD_HEAD_BYTES - utf8(JSON.stringify(ticket)).length;
}

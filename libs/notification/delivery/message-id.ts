import { createHash } from 'node:crypto';

/** The Message-ID of a letter, made from what it tells alone: a second copy of it can be recognised as one. */
export function messageIdOf(key: string, host: string): string {
  return `<${createHash('sha256').update(key).digest('hex').slice(0, 40)}@${host}>`;
}

import { readFile } from 'node:fs/promises';
import { Sentence } from '../sentence.js';

/** One real message with the answer that it got. */
export interface Message {
  readonly id: string;
  /** Pseudonym; the same one is always played by the same agent. */
  readonly author: string;
  readonly subject: string;
  readonly body: string;
  readonly answer: string;
}

const FIELDS = ['id', 'author', 'subject', 'body', 'answer'] as const;

/**
 * Reads one JSON object a line.
 * @throws Sentence naming the line that is no message
 */
export async function readMessages(file: string, limit: number | undefined): Promise<Message[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    throw new Sentence(`The file ${file} cannot be read: check its name.`);
  }
  const messages: Message[] = [];
  const ids = new Set<string>();
  for (const [index, line] of text
    .replace(/^\ufeff/, '')
    .split('\n')
    .entries()) {
    if (line.trim() === '') continue;
    if (messages.length === limit) break;
    const message = parseMessage(line);
    if (message === undefined || ids.has(message.id)) {
      throw new Sentence(
        `Line ${index + 1} of ${file} is no message: it needs the texts ${FIELDS.join(', ')}, and an id of its own.`,
      );
    }
    ids.add(message.id);
    messages.push(message);
  }
  return messages;
}

function parseMessage(line: string): Message | undefined {
  let given: unknown;
  try {
    given = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof given !== 'object' || given === null) return undefined;
  const fields = new Map<string, unknown>(Object.entries(given));
  const isWhole = FIELDS.every((field) => typeof fields.get(field) === 'string');
  return isWhole ? (given as Message) : undefined;
}

import { setTimeout as delay } from 'node:timers/promises';
import type { ApiPerson } from './api-person.js';

/** What became of the mails about some tickets, as the administrator and the mail catcher see it. */
export interface MailTally {
  /** Number of mails by kind of notice and state. */
  readonly byKind: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly sent: number;
  /** Neither sent nor made pointless by what came after. */
  readonly undone: number;
  /** Different mails in the catcher; null when the system uses another mail server. */
  readonly caught: number | null;
  /** Mails that the catcher took again under the same Message-ID. */
  readonly caughtAgain: number;
}

const POLL_MS = 1_000;
/** The follower reads events several times a second: this many empty looks mean that nothing more comes. */
const EMPTY_LOOKS = 5;
/** A catcher's id: time, hash of the Message-ID, recipient. */
const CATCHER_TIME = /^\d{13}-/;

/** Waits until no mail waits for its turn. `onChange` receives how many still do. */
export async function mailQueueEmpty(
  administrator: ApiPerson,
  limitMs: number,
  onChange: (waiting: number) => void,
): Promise<boolean> {
  const startedAtMs = performance.now();
  for (let emptyLooks = 0; emptyLooks < EMPTY_LOOKS;) {
    const { body } = await administrator.send({ method: 'GET', path: '/admin/mail/summary' });
    const waiting = Number(body['waiting']) + Number(body['failed']);
    onChange(waiting);
    emptyLooks = waiting === 0 ? emptyLooks + 1 : 0;
    if (performance.now() - startedAtMs > limitMs) return false;
    await delay(POLL_MS);
  }
  return true;
}

/** Counts the mails about the given tickets, page by page. */
export async function tallyMails(
  administrator: ApiPerson,
  ticketNumbers: ReadonlySet<string>,
): Promise<MailTally> {
  const byKind = new Map<string, Map<string, number>>();
  let sent = 0;
  let undone = 0;
  for await (const mail of pages(administrator, '/admin/mail')) {
    if (!ticketNumbers.has(String(mail['ticketNumber']))) continue;
    const [kind, state] = [String(mail['kind']), String(mail['state'])];
    const states = byKind.get(kind) ?? new Map<string, number>();
    states.set(state, (states.get(state) ?? 0) + 1);
    byKind.set(kind, states);
    if (state === 'sent') sent++;
    else if (state !== 'obsolete') undone++;
  }
  return { byKind, sent, undone, ...(await tallyCaught(administrator, ticketNumbers)) };
}

async function tallyCaught(
  administrator: ApiPerson,
  ticketNumbers: ReadonlySet<string>,
): Promise<Pick<MailTally, 'caught' | 'caughtAgain'>> {
  const first = await administrator.send({ method: 'GET', path: '/demo/mail?limit=1' });
  if (first.status !== 200) return { caught: null, caughtAgain: 0 };
  const different = new Set<string>();
  let all = 0;
  for await (const mail of pages(administrator, '/demo/mail')) {
    const number = /^\[(\S+)\]/.exec(String(mail['subject']))?.[1];
    if (number === undefined || !ticketNumbers.has(number)) continue;
    all++;
    different.add(String(mail['id']).replace(CATCHER_TIME, ''));
  }
  return { caught: different.size, caughtAgain: all - different.size };
}

async function* pages(person: ApiPerson, path: string): AsyncGenerator<Readonly<Record<string, unknown>>> {
  for (let cursor: string | null = ''; cursor !== null;) {
    const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { status, body } = await person.send({ method: 'GET', path: `${path}?limit=100${query}` });
    if (status !== 200) throw new Error(`GET ${path}: ${status}`);
    yield* body['items'] as Record<string, unknown>[];
    cursor = (body['nextCursor'] ?? null) as string | null;
  }
}

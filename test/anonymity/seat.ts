import { AnonymousSession } from '../../apps/web/features/anonymity/client/anonymous-session.js';
import type { AnonymousTicket } from '../../apps/web/features/anonymity/client/messages.js';
import { deriveAuthor, type Author } from '../../apps/web/features/anonymity/protocol/author.js';
import { readReceipt } from '../../apps/web/features/anonymity/protocol/receipt-words.js';
import { BothSides } from './both-sides.js';

export const SIGN_IN = Date.parse('2026-11-24T09:00:00+08:00');
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export const TICKET: AnonymousTicket = {
  kind: 'problem',
  urgency: 'ordinary',
  departmentId: 'canteen',
  title: '食堂晚班没有热饭',
  body: '夜班同事 21 点以后只能吃冷的，请考虑保留一个热餐窗口。',
  mayPublishWording: true,
  ownDepartmentId: null,
  pictures: [],
};

/** Everything that was opened in a test, to be closed after it. */
const opened: BothSides[] = [];
export function closeSides(): void {
  for (const sides of opened.splice(0)) sides.close();
}

/** One session and what surrounds it, moved through time by hand. Without draws every envelope leaves in the middle. */
export class Seat {
  readonly session: AnonymousSession;

  constructor(
    draws: readonly number[] = [0.5],
    readonly sides = new BothSides(SIGN_IN),
  ) {
    opened.push(sides);
    let drawn = 0;
    this.session = new AnonymousSession(sides.parts(() => draws[drawn++ % draws.length] ?? 0));
  }

  /** Lives until so long after the sign-in, doing what is due on the way. */
  async live(milliseconds: number): Promise<void> {
    const end = this.sides.begun + milliseconds;
    for (let next; (next = this.session.nextMomentMillis()) <= end;) {
      this.sides.now = Math.max(this.sides.now, next);
      await this.session.tick(this.sides.now);
    }
    this.sides.now = end;
  }

  /** Writes and confirms; the words of the receipt. */
  async write(ticket = TICKET): Promise<string> {
    const { chinese } = await this.session.write(ticket);
    await this.session.confirm();
    return chinese.join('');
  }
}

export async function authorOf(words: string): Promise<Author> {
  const read = readReceipt(words);
  if (read.fault !== null) throw new Error(read.fault);
  return deriveAuthor(read.receipt);
}

/** The code of a fault. */
export function faultOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'none',
    (fault: { code?: string }) => fault.code ?? String(fault),
  );
}

import { Journal, JournalFull, type Place } from './journal.js';

/** What is known of a waiting message without reading it. */
export interface WaitingHead {
  readonly type: 'ticket' | 'follow-up';
  /** base64url, as all bytes here. */
  readonly authorKey: string;
  readonly contentHash: string;
  /** Window before which it is not released. */
  readonly earliest: number;
  /** The date that was promised; it never leaves this memory. */
  readonly slot: string;
  /** 0 for a ticket. */
  readonly sequence: number;
  /** Only of a ticket. */
  readonly token: { readonly week: string; readonly random: string; readonly signature: string } | null;
}

export interface Waiting extends WaitingHead {
  readonly place: Place;
}

/** The pool has no room for another message. */
export class PoolFull extends Error {}

/**
 * What waits for its release: heads in memory, texts in the journal, nothing anywhere else. Synchronous throughout, so
 * that of any number of simultaneous copies exactly one finds the place empty.
 */
export class Pool {
  private readonly byAuthor = new Map<string, Waiting[]>();

  private constructor(private readonly journal: Journal) {}

  /** @param limitBytes taken at once, twice, and never more */
  static open(path: string, limitBytes: number): { pool: Pool; tornBytes: number } {
    const { journal, places, tornBytes } = Journal.open(path, limitBytes);
    const pool = new Pool(journal);
    for (const place of places) pool.remember({ ...headOf(journal.read(place)), place });
    return { pool, tornBytes };
  }

  get size(): number {
    return this.all().length;
  }

  /** Everything of one author that waits, oldest first. */
  ofAuthor(authorKey: string): readonly Waiting[] {
    return this.byAuthor.get(authorKey) ?? [];
  }

  all(): Waiting[] {
    return [...this.byAuthor.values()].flat();
  }

  /** It is safe when this returns. @throws PoolFull */
  add(head: WaitingHead, payload: Uint8Array): void {
    let place: Place;
    try {
      place = this.journal.append(recordOf(head, payload));
    } catch (error) {
      if (error instanceof JournalFull) throw new PoolFull();
      throw error;
    }
    this.remember({ ...head, place });
  }

  payloadOf({ place }: Waiting): Buffer {
    return payloadOf(this.journal.read(place));
  }

  /** Forgets these and wipes every trace of them; what stays is shuffled by its authors' random keys. */
  remove(gone: readonly Waiting[]): void {
    if (gone.length === 0) return;
    const leaving = new Set(gone);
    const staying = this.all()
      .filter((waiting) => !leaving.has(waiting))
      .sort((a, b) => compare(a.authorKey, b.authorKey) || a.sequence - b.sequence);
    const places = this.journal.rewrite(staying.map(({ place }) => place));
    this.byAuthor.clear();
    staying.forEach((waiting, index) => this.remember({ ...waiting, place: places[index] ?? waiting.place }));
  }

  close(): void {
    this.journal.close();
  }

  private remember(waiting: Waiting): void {
    const known = this.byAuthor.get(waiting.authorKey);
    if (known) known.push(waiting);
    else this.byAuthor.set(waiting.authorKey, [waiting]);
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Length of the head (4, big-endian) ‖ head in JSON ‖ payload. */
function recordOf(head: WaitingHead, payload: Uint8Array): Buffer {
  const text = Buffer.from(JSON.stringify(head), 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  return Buffer.concat([length, text, payload]);
}

function headOf(record: Buffer): WaitingHead {
  return JSON.parse(record.toString('utf8', 4, 4 + record.readUInt32BE(0))) as WaitingHead;
}

function payloadOf(record: Buffer): Buffer {
  return record.subarray(4 + record.readUInt32BE(0));
}

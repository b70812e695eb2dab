import { SheetDamaged, readSheet } from '../protocol/answer-sheet.js';
import type { Author } from '../protocol/author.js';
import type { Bytes } from '../protocol/bytes.js';
import type { SheetContent } from './messages.js';

const AGAIN_MS = 5 * 60_000;

/** How to reach the answer sheet. */
export interface SheetTransport {
  /** Newest first. */
  list(): Promise<readonly { readonly edition: string }[]>;
  read(edition: string): Promise<Bytes>;
}

export type SheetReading = SheetContent | 'no-sheet' | 'not-on-sheet' | 'damaged';

/** The newest answer sheet, which everybody fetches at the same times, and the author for whom it is read. */
export class HeldSheet {
  private held: { readonly edition: string; readonly bytes: Bytes } | null = null;
  private reader: Author | null = null;
  private content: SheetContent | null = null;
  private lookAt = Infinity;

  constructor(private readonly transport: SheetTransport) {}

  /** When to look the next time. */
  get next(): number {
    return this.lookAt;
  }

  get edition(): string | null {
    return this.held?.edition ?? null;
  }

  get author(): Author | null {
    return this.reader;
  }

  get thread(): SheetContent | null {
    return this.content;
  }

  begin(now: number): void {
    if (this.lookAt === Infinity) this.lookAt = now;
  }

  async look(now: number, everyMs: number): Promise<void> {
    this.lookAt = now + everyMs;
    try {
      const [newest] = await this.transport.list();
      if (!newest || newest.edition === this.held?.edition) return;
      this.held = { edition: newest.edition, bytes: await this.transport.read(newest.edition) };
    } catch {
      this.lookAt = now + Math.min(AGAIN_MS, everyMs);
      return;
    }
    const { reader } = this;
    const reading = reader && (await this.reading(reader));
    // What was there before is better than nothing.
    if (reader === this.reader && typeof reading !== 'string' && reading !== null) this.content = reading;
  }

  /** Reads for an author from now on. */
  async open(author: Author): Promise<SheetReading> {
    this.close();
    const reading = await this.reading(author);
    if (typeof reading === 'string') return reading;
    this.reader = author;
    this.content = reading;
    return reading;
  }

  close(): void {
    this.reader = null;
    this.content = null;
  }

  private async reading(author: Author): Promise<SheetReading> {
    if (!this.held) return 'no-sheet';
    try {
      const content = await readSheet(author, this.held.edition, this.held.bytes);
      return content === null ? 'not-on-sheet' : (content as SheetContent);
    } catch (error) {
      if (error instanceof SheetDamaged) return 'damaged';
      throw error;
    }
  }
}

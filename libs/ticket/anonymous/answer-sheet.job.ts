import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Settings, UnitOfWork } from '@huiyin/platform';
import { dateOf, startOfDate } from '../domain/author.js';
import { TicketTimeline } from '../store/ticket-timeline.queries.js';
import { TicketView } from '../store/ticket-view.queries.js';
import { sealSheet, type SheetEntry } from './answer-sheet.js';
import { KEPT_EDITIONS } from './answer-sheets.queries.js';
import { base64url } from './released-rows.queries.js';

/** Days for which a closed ticket stays on the sheet: longer than it can be reopened. */
const CLOSED_DAYS = 40;
/** The daily edition is there before the first shift. */
const READY_AT_HOUR = 5;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

interface Thread {
  id: string;
  version: number;
  sealKey: string;
  tagKey: string;
  ticketHash: string;
  lastSequence: number;
}

/**
 * Makes the daily sheet: of every anonymous ticket, whether or not anything happened to it, all that its author would
 * see as a named one. Found by state ("no edition of this date yet"), so that a worker that was away makes up for it.
 */
@Injectable()
export class AnswerSheetPress {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tickets: TicketView,
    private readonly timelines: TicketTimeline,
    private readonly settings: Settings,
  ) {}

  /** Whether an edition was made. In the demo there can be one each minute, when there is anything new. */
  async sweep(): Promise<boolean> {
    const now = this.unitOfWork.now();
    const date = dateOf(now);
    const sinceMidnightMs = now.getTime() - startOfDate(date).getTime();
    const isDemo = this.settings.mode === 'demo';
    if (!isDemo && sinceMidnightMs < READY_AT_HOUR * HOUR_MS) return false;
    const edition = isDemo ? `${date}-${clockTime(sinceMidnightMs)}` : date;
    const [newest] = await this.unitOfWork.read<{ edition: string; fingerprint: Buffer }>(
      `SELECT edition, fingerprint FROM answer_sheet ORDER BY edition DESC LIMIT 1`,
    );
    if (newest && newest.edition >= edition) return false;
    const threads = await this.threads(now);
    const fingerprint = fingerprintOf(threads);
    if (isDemo && newest?.edition.startsWith(date) && newest.fingerprint.equals(fingerprint)) return false;
    const entries: SheetEntry[] = [];
    for (const thread of threads) {
      const content = await this.contentFor(thread, edition);
      if (content) entries.push({ sealKey: thread.sealKey, tagKey: thread.tagKey, content });
    }
    return this.keep(edition, await sealSheet(edition, entries), fingerprint);
  }

  private async threads(now: Date): Promise<Thread[]> {
    return this.unitOfWork.read<Thread>(
      `SELECT t.id, t.version, t.author_seal_key AS "sealKey", t.author_tag_key AS "tagKey",
              ${base64url('r.content_hash')} AS "ticketHash",
              (SELECT coalesce(max(m.sequence), 0) FROM author_message m WHERE m.ticket_id = t.id) AS "lastSequence"
         FROM ticket t
         JOIN intake.released_ticket r ON r.author_key = decode(translate(t.author_public_key, '-_', '+/') || '=', 'base64')
        WHERE t.author_kind = 'anonymous' AND (t.closed_at IS NULL OR t.closed_at > $1) ORDER BY t.id`,
      [new Date(now.getTime() - CLOSED_DAYS * DAY_MS)],
    );
  }

  private async contentFor({ id, ticketHash, lastSequence }: Thread, edition: string): Promise<unknown> {
    const ticket = await this.tickets.asAnonymousAuthor(id);
    if (!ticket) return undefined;
    const timeline = await this.timelines.asAnonymousAuthor(id);
    return { edition, ticketHash, lastSequence, ticket, timeline };
  }

  /** False when another worker was faster; its edition stands. */
  private async keep(edition: string, content: Buffer, fingerprint: Buffer): Promise<boolean> {
    return this.unitOfWork.run({ kind: 'system', name: 'answer-sheet' }, async (tx) => {
      const sha256 = createHash('sha256').update(content).digest();
      const kept = await tx.execute(
        `INSERT INTO answer_sheet (edition, content, sha256, fingerprint) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING`,
        [edition, content, sha256, fingerprint],
      );
      await tx.execute(
        `DELETE FROM answer_sheet WHERE edition < (
           SELECT min(edition) FROM (SELECT edition FROM answer_sheet ORDER BY edition DESC LIMIT $1) newest)`,
        [KEPT_EDITIONS],
      );
      return kept === 1;
    });
  }
}

function fingerprintOf(threads: readonly Thread[]): Buffer {
  const hash = createHash('sha256');
  for (const { id, version, lastSequence } of threads) hash.update(`${id} ${version} ${lastSequence}\n`);
  return hash.digest();
}

function clockTime(sinceMidnightMs: number): string {
  const minutes = Math.floor(sinceMidnightMs / 60_000);
  return `${Math.floor(minutes / 60)}`.padStart(2, '0') + `${minutes % 60}`.padStart(2, '0');
}

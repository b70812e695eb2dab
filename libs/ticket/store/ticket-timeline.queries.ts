import { Injectable } from '@nestjs/common';
import { PeopleDirectory } from '@huiyin/identity';
import { firstBrokenLink, UnitOfWork, type Actor, type Json } from '@huiyin/platform';
import { TICKET_STREAM, textHash } from './ticket-store.js';
import type { TicketChainDto, TimelineEntryDto } from './ticket.dto.js';
import { TicketView } from './ticket-view.queries.js';

interface EventRow {
  version: number;
  type: string;
  data: { [key: string]: Json };
  actor: Actor;
  at: Date;
  hash: Buffer;
  text: string | null;
}

/** Steps inside the house that the author is not shown; their outcome is. */
const NOT_FOR_AUTHOR = new Set(['ticket.refusal-proposed', 'ticket.refusal-declined']);
/** What would name other people's tickets. */
const OTHER_TICKETS = new Set(['intoTicketId', 'fromTicketId', 'sharedWithTicketId']);
/** Carried by every event for subscribers; the timeline has them in better form. */
const CARRIED = new Set(['departmentId', 'leaderId', 'authorPersonId', 'standing', 'textSha256']);

/** What happened to a ticket, in order, and the proof that nothing was changed afterwards. */
@Injectable()
export class TicketTimeline {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tickets: TicketView,
    private readonly people: PeopleDirectory,
  ) {}

  async timeline(personId: string, ticketId: string): Promise<TimelineEntryDto[]> {
    const { standings, isStub } = await this.tickets.seen(personId, ticketId);
    const forAuthor = standings.has('author');
    const rows = await this.events(ticketId);
    const names = await this.people.names(
      rows.map((row) => (row.actor.kind === 'person' ? row.actor.personId : null)),
    );
    return rows
      .filter((row) => !(forAuthor && NOT_FOR_AUTHOR.has(row.type)))
      .map((row) => {
        const standing = row.actor.kind === 'system' ? 'system' : String(row.data['standing'] ?? 'system');
        const isMe = row.actor.kind === 'person' && row.actor.personId === personId;
        // The author deals with a department, not with one of its people; a leader answers by name.
        const showName =
          row.actor.kind === 'person' && (!forAuthor || standing === 'leader' || isMe) && !isStub;
        return {
          version: row.version,
          type: row.type,
          at: row.at.toISOString(),
          actor: {
            standing,
            name: showName && row.actor.kind === 'person' ? (names.get(row.actor.personId) ?? null) : null,
            isMe,
            departmentId: typeof row.data['departmentId'] === 'string' ? row.data['departmentId'] : null,
          },
          text: isStub && row.type !== 'ticket.removed' ? null : row.text,
          data: Object.fromEntries(
            Object.entries(row.data).filter(
              ([key]) => !CARRIED.has(key) && !(forAuthor && OTHER_TICKETS.has(key)),
            ),
          ),
        };
      });
  }

  /** Checks the chain of events and that every text still is the one whose hash the chain holds. */
  async chain(personId: string, ticketId: string): Promise<TicketChainDto> {
    const { row } = await this.tickets.seen(personId, ticketId);
    const events = await this.events(ticketId);
    const brokenLink = firstBrokenLink({ type: TICKET_STREAM, id: ticketId }, events);
    const changedText = events.find(
      (event) =>
        (event.text !== null && event.data['textSha256'] !== textHash(event.text)) ||
        (event.type === 'ticket.submitted' &&
          (event.data['bodySha256'] !== textHash(row.body) ||
            event.data['titleSha256'] !== textHash(row.title))),
    );
    const last = events.at(-1);
    const isCut = !last || last.version < row.version;
    const brokenAtVersion = brokenLink ?? changedText?.version ?? (isCut ? (last?.version ?? 0) + 1 : null);
    return {
      isWhole: brokenAtVersion === null,
      brokenAtVersion,
      head: last?.hash.toString('hex') ?? '',
      events: events.map((event) => ({
        version: event.version,
        type: event.type,
        at: event.at.toISOString(),
        hash: event.hash.toString('hex'),
      })),
    };
  }

  private events(ticketId: string): Promise<EventRow[]> {
    return this.unitOfWork.read<EventRow>(
      `SELECT e.version, e.type, e.data, e.actor, e.at, e.hash, x.text
         FROM event e LEFT JOIN ticket_text x ON x.ticket_id = e.stream_id AND x.version = e.version
        WHERE e.stream_id = $1 ORDER BY e.version`,
      [ticketId],
    );
  }
}

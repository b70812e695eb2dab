import { Injectable } from '@nestjs/common';
import { PeopleDirectory } from '@huiyin/identity';
import { firstBrokenLink, UnitOfWork, type Actor, type Json } from '@huiyin/platform';
import { dateOf } from '../domain/author.js';
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
const NOT_FOR_AUTHOR = new Set([
  'ticket.refusal-proposed',
  'ticket.refusal-declined',
  'ticket.abuse-proposed',
  'ticket.abuse-declined',
]);
/** What would name other people's tickets. */
const OTHER_TICKETS = new Set(['intoTicketId', 'fromTicketId', 'sharedWithTicketId']);
/** Carried by every event for subscribers; the timeline has them in better form. */
const CARRIED = new Set(['departmentId', 'leaderId', 'authorPersonId', 'standing', 'textSha256']);

/** Who reads; an anonymous author is no person. */
interface Reader {
  readonly personId: string | null;
  readonly isAuthor: boolean;
  readonly isStub: boolean;
}

/** Only the date is known of what an anonymous author did, and of what became of it. */
function isDatedOnly({ actor, type }: EventRow): boolean {
  return actor.kind === 'anonymous' || type === 'ticket.message-dropped';
}

function entryOf(row: EventRow, names: ReadonlyMap<string, string>, reader: Reader): TimelineEntryDto {
  const { actor } = row;
  const standing = actor.kind === 'system' ? 'system' : String(row.data['standing'] ?? 'system');
  const isMe =
    actor.kind === 'anonymous'
      ? reader.isAuthor
      : actor.kind === 'person' && actor.personId === reader.personId;
  // The author deals with a department, not with one of its people; a leader answers by name.
  const showName = (!reader.isAuthor || standing === 'leader' || isMe) && !reader.isStub;
  return {
    version: row.version,
    type: row.type,
    at: row.at.toISOString(),
    on: isDatedOnly(row) ? dateOf(row.at) : null,
    actor: {
      standing,
      name: showName && actor.kind === 'person' ? (names.get(actor.personId) ?? null) : null,
      isMe,
      departmentId: typeof row.data['departmentId'] === 'string' ? row.data['departmentId'] : null,
    },
    text: reader.isStub && row.type !== 'ticket.removed' ? null : row.text,
    data: Object.fromEntries(
      Object.entries(row.data).filter(
        ([key]) => !CARRIED.has(key) && !(reader.isAuthor && OTHER_TICKETS.has(key)),
      ),
    ),
  };
}

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
    return this.entries(ticketId, { personId, isAuthor: standings.has('author'), isStub });
  }

  /** As the anonymous author sees it, who never asks for it: for what is sealed to the author. */
  async asAnonymousAuthor(ticketId: string): Promise<TimelineEntryDto[]> {
    return this.entries(ticketId, { personId: null, isAuthor: true, isStub: false });
  }

  private async entries(ticketId: string, reader: Reader): Promise<TimelineEntryDto[]> {
    const rows = await this.events(ticketId);
    const names = await this.people.names(
      rows.map((row) => (row.actor.kind === 'person' ? row.actor.personId : null)),
    );
    return rows
      .filter((row) => !(reader.isAuthor && NOT_FOR_AUTHOR.has(row.type)))
      .map((row) => entryOf(row, names, reader));
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

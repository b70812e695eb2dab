import { Injectable } from '@nestjs/common';
import { EventFollower, type StoredEvent, type Tx } from '@huiyin/platform';
import { noticesOf } from './notice-kinds.js';
import { NoticeWriter, type NoticeOrigin } from './notice-writer.js';
import { glanceAtTicket } from './ticket-glance.js';

const SUBSCRIBER = 'notification';
const EVENTS_AT_ONCE = 100;

/** Reads what happened and queues the mails that follow from it, in the transaction that moves its position. */
@Injectable()
export class NotificationFollower {
  constructor(
    private readonly events: EventFollower,
    private readonly notices: NoticeWriter,
  ) {}

  /** Handles the next events; true when there may be more at once. */
  async advance(): Promise<boolean> {
    const handled = await this.events.advance(
      SUBSCRIBER,
      async (tx, event) => this.follow(tx, event),
      EVENTS_AT_ONCE,
    );
    return handled === EVENTS_AT_ONCE;
  }

  private async follow(tx: Tx, event: StoredEvent): Promise<void> {
    const kinds = noticesOf(event);
    if (kinds.length === 0) return;
    const { ticketId, origin } = originOf(event);
    const ticket = await glanceAtTicket(tx, ticketId);
    if (!ticket) return;
    // A step of a clock is brought by time, even when it is somebody's command that finds it.
    const isByPerson = event.streamType === 'ticket' && event.actor.kind === 'person';
    const causedBy = isByPerson ? event.actor.personId : null;
    for (const kind of kinds) {
      // What is merged moves along with its main ticket, for which the desk is told once.
      if (kind === 'transferred' && ticket.mergedIntoId !== null) continue;
      await this.notices.write(tx, ticket, { kind, origin, causedBy });
    }
  }
}

function originOf(event: StoredEvent): { readonly ticketId: string; readonly origin: NoticeOrigin } {
  if (event.streamType === 'ticket') {
    return { ticketId: event.streamId, origin: { eventVersion: event.version, clock: null } };
  }
  const { ticketId, round, dueAt } = event.data;
  if (typeof ticketId !== 'string' || typeof round !== 'number' || typeof dueAt !== 'string') {
    throw new TypeError(`A ${event.type} event lacks what its notices need.`);
  }
  const clock = { id: event.streamId, round, dueAt: new Date(dueAt) };
  return { ticketId, origin: { eventVersion: null, clock } };
}

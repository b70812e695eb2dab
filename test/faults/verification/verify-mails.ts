import {
  NOTICE_KINDS,
  noticeRule,
  noticesOf,
  type NoticeKind,
} from '../../../libs/notification/notices/notice-kinds.js';
import type { Audience } from '../../../libs/notification/notices/notice-rule.js';
import type { Finding } from './finding.js';
import type { EventRecord, MailRecord, Records, TicketRecord } from './records.js';

type TicketMail = MailRecord & { readonly ticketId: string };

function isOfTicket(mail: MailRecord): mail is TicketMail {
  return mail.ticketId !== null;
}

interface Received {
  readonly source: string;
  readonly recipients: readonly string[];
}

export function messageIdOf(mail: { readonly source: string }): string {
  return /^message-id:\s*(<[^>]+>)/im.exec(mail.source)?.[1] ?? '';
}

/** No notice is lost and none is doubled; what was received twice bears the same Message-ID. */
export function verifyMails(records: Records, received: readonly Received[]): Finding[] {
  const arrived = Map.groupBy(received, messageIdOf);
  const ofTickets = records.mails.filter(isOfTicket);
  const sent = records.mails.filter(({ state }) => state === 'sent');
  const known = new Set(records.mails.map(({ messageId }) => messageId));
  return [
    expectedNotices(records),
    {
      check: 'every mail was sent, or had lost its point',
      examined: ofTickets.length,
      violations: ofTickets
        .filter((mail) => mail.state !== 'sent' && !isPointless(records, mail))
        .map((mail) => `${describe(mail)} is ${mail.state}`),
    },
    {
      check: 'every mail that was sent did arrive',
      examined: sent.length,
      violations: sent.filter(({ messageId }) => !arrived.has(messageId)).map(describe),
    },
    {
      check: 'whatever arrived is one notice to one person, however often',
      examined: received.length,
      violations: [...arrived].flatMap(([messageId, copies]) => {
        const recipients = new Set(copies.flatMap((copy) => copy.recipients));
        return known.has(messageId) && recipients.size === 1 ? [] : [messageId];
      }),
    },
    {
      check: 'every notice has one mail and one Message-ID',
      examined: records.mails.length,
      violations: [
        ...repeated(records.mails.map(({ messageId }) => messageId)),
        ...repeated(records.mails.map(describe)),
      ],
    },
  ];
}

/** What the events call for, worked out anew from the events and the organisation. */
function expectedNotices(records: Records): Finding {
  const rows = Map.groupBy(records.mails.filter(isOfTicket), (mail) =>
    key(mail.ticketId, mail.eventVersion, mail.kind),
  );
  const violations: string[] = [];
  let examined = 0;
  const called = new Set<string>();
  for (const ticket of records.tickets) {
    const events = records.eventsOf.get(ticket.id) ?? [];
    for (const event of events) {
      for (const kind of noticesOf(event)) {
        examined++;
        const name = key(ticket.id, event.version, kind);
        called.add(name);
        const told = new Set((rows.get(name) ?? []).map(({ recipientId }) => recipientId));
        if (!isToldRightly(told, noticeRule(kind).audience, ticket, event, events, records)) {
          violations.push(`${name} told ${told.size} people`);
        }
      }
    }
  }
  violations.push(
    ...[...rows.keys()].filter((name) => !called.has(name)).map((name) => `${name} for no event`),
  );
  return { check: 'every notice that the events call for is there', examined, violations };
}

/**
 * The follower looks at the ticket when it reads the event, which after a kill may be later: the ticket can have moved
 * on by then. So one of the audiences that the ticket ever had must be told completely, and nobody outside of them.
 */
function isToldRightly(
  told: ReadonlySet<string>,
  audience: Audience,
  ticket: TicketRecord,
  event: EventRecord,
  events: readonly EventRecord[],
  records: Records,
): boolean {
  const causedBy = event.actor.kind === 'person' ? event.actor.personId : null;
  const audiences = audiencesOf(audience, ticket, events, records);
  const everybody = new Set(audiences.flat());
  const isComplete = audiences.some((people) =>
    people.every((personId) => personId === causedBy || told.has(personId)),
  );
  return isComplete && [...told].every((personId) => everybody.has(personId));
}

function audiencesOf(
  audience: Audience,
  ticket: TicketRecord,
  events: readonly EventRecord[],
  records: Records,
): string[][] {
  const distinct = (fact: string): string[] => [
    ...new Set(events.map(({ data }) => data[fact]).filter((value) => typeof value === 'string')),
  ];
  const desks = distinct('departmentId').flatMap((id) => {
    const desk = records.desks.get(id);
    if (desk === undefined || desk.headId === null) return [];
    return [audience === 'head' ? [desk.headId] : [desk.headId, ...desk.handlerIds]];
  });
  const leaders = distinct('leaderId').map((id) => [id]);
  switch (audience) {
    case 'author':
      return [[ticket.authorId]];
    case 'leader':
      return leaders;
    case 'owner':
      return [...desks, ...leaders];
    case 'head':
    case 'desk':
      return desks;
    default:
      // Told by clocks only, and no clock comes to a step within the run.
      return [];
  }
}

/** Something happened later that the notice's own rule names, or the ticket went to another department. */
function isPointless(records: Records, mail: TicketMail): boolean {
  const kind = NOTICE_KINDS.find((name): name is NoticeKind => name === mail.kind);
  if (mail.state !== 'obsolete' || kind === undefined) return false;
  const ending = new Set<string>([...noticeRule(kind).supersededBy, 'ticket.transferred']);
  return (records.eventsOf.get(mail.ticketId) ?? []).some(
    ({ version, type }) => version > mail.eventVersion && ending.has(type),
  );
}

function repeated(names: readonly string[]): string[] {
  return [...Map.groupBy(names, (name) => name)].filter(([, all]) => all.length > 1).map(([name]) => name);
}

function key(ticketId: string, version: number, kind: string): string {
  return `${ticketId}/${version}/${kind}`;
}

export function describe(mail: MailRecord): string {
  return `${key(mail.ticketId ?? mail.bulletinId ?? '', mail.eventVersion, mail.kind)}/${mail.recipientId}`;
}

import { createHash } from 'node:crypto';
import { firstBrokenLink } from '@huiyin/platform';
import { historyMismatches } from '../../../apps/cli/replay/ticket-history.js';
import type { Finding } from './finding.js';
import type { EventRecord, Records, TicketRecord } from './records.js';

type Judge = (ticket: TicketRecord, events: readonly EventRecord[]) => string[];

/** Invariants 2 to 4: row, events and clocks belong together. */
export function verifyTickets(records: Records): Finding[] {
  const judge = (check: string, look: Judge): Finding => ({
    check,
    examined: records.tickets.length,
    violations: records.tickets.flatMap((ticket) =>
      look(ticket, records.eventsOf.get(ticket.id) ?? []).map((fault) => `${ticket.id}: ${fault}`),
    ),
  });
  return [
    judge('every chain of events verifies and ends where its ticket says', chainFaults),
    judge('every ticket is in the state that its events say', stateFaults),
    judge('every text and answer is the one whose event was written', textFaults),
    judge('every open ticket has an owner and a clock, every closed one has none running', clockFaults),
  ];
}

function chainFaults(ticket: TicketRecord, events: readonly EventRecord[]): string[] {
  const broken = firstBrokenLink({ type: 'ticket', id: ticket.id }, [...events]);
  const last = events.at(-1);
  const endsThere = last?.version === ticket.version && last.hash.equals(ticket.chainHash);
  return [
    ...(broken === null ? [] : [`broken at ${broken}`]),
    ...(endsThere ? [] : [`ends at ${last?.version ?? 0}, ticket has version ${ticket.version}`]),
  ];
}

function stateFaults(ticket: TicketRecord, events: readonly EventRecord[]): string[] {
  const last = events.at(-1)?.data;
  return [
    ...historyMismatches(ticket, events),
    ...(last?.['departmentId'] === ticket.departmentId ? [] : ['another department']),
    ...(last?.['leaderId'] === ticket.leaderId ? [] : ['another leader']),
  ];
}

function textFaults(ticket: TicketRecord, events: readonly EventRecord[]): string[] {
  const wrong = events.filter(({ text, data }) => {
    const written = data['textSha256'];
    if (text === null) return written !== undefined;
    return createHash('sha256').update(text, 'utf8').digest('hex') !== written;
  });
  const answered = events.filter(({ type }) => type === 'ticket.answered').length;
  return [
    ...wrong.map(({ version }) => `the text of event ${version}`),
    ...(answered === ticket.answers ? [] : [`${answered} answers given, ${ticket.answers} kept`]),
  ];
}

function clockFaults(ticket: TicketRecord): string[] {
  if (ticket.state === 'closed') return ticket.openClocks === 0 ? [] : ['closed, but a clock goes on'];
  return [
    ...(ticket.openClocks > 0 ? [] : ['no clock']),
    ...(ticket.state === 'escalated' && ticket.leaderId === null ? ['no owner'] : []),
  ];
}

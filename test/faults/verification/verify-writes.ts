import type { Acknowledged } from '../../../apps/cli/replay/ticket-story.js';
import type { BulletinWrite } from '../witness.js';
import type { Finding } from './finding.js';
import type { Records } from './records.js';

/** Invariant 1: what was acknowledged is there, once, and nothing else is. */
export function verifyWrites(
  records: Records,
  writes: readonly Acknowledged[],
  bulletinWrites: readonly BulletinWrite[],
): Finding[] {
  const submissions = writes.filter(({ step }) => step === undefined);
  const keys = new Map(records.keys.map((row) => [`${row.employeeNumber}/${row.key}`, row]));
  const tickets = new Map(records.tickets.map((ticket) => [ticket.id, ticket]));
  const titles = Map.groupBy(records.tickets, ({ title }) => title);
  const isKept = (write: Acknowledged): boolean => {
    const row = keys.get(`${write.employeeNumber}/${write.idempotencyKey}`);
    if (row === undefined) return false;
    if (write.step !== undefined) return typeof row.result === 'number';
    const result: unknown = row.result;
    return (result as { id?: unknown }).id === write.ticketId;
  };
  return [
    {
      check: 'every acknowledged submission is there once',
      examined: submissions.length,
      violations: submissions
        .filter(
          (write) =>
            !isKept(write) ||
            !tickets.has(write.ticketId) ||
            titles.get(write.script.submission.title)?.length !== 1,
        )
        .map((write) => `${write.script.messageId} as ${write.ticketId}`),
    },
    {
      check: 'every acknowledged command is there once, in its order',
      examined: writes.length - submissions.length,
      violations: [...Map.groupBy(writes, ({ ticketId }) => ticketId)].flatMap(([ticketId, own]) => {
        const expected = ['submitted', ...own.flatMap(({ step }) => step?.events ?? [])];
        const found = (records.eventsOf.get(ticketId) ?? []).map(({ type }) => type.replace('ticket.', ''));
        const isSame = expected.join() === found.join() && own.every(isKept);
        return isSame ? [] : [`${ticketId}: acknowledged ${expected.join()}, stored ${found.join()}`];
      }),
    },
    {
      check: 'there is no ticket and no command that nobody was told of',
      examined: records.keys.length,
      violations: unexpected(records, writes, bulletinWrites),
    },
  ];
}

function unexpected(
  records: Records,
  writes: readonly Acknowledged[],
  bulletinWrites: readonly BulletinWrite[],
): string[] {
  const told = new Set(
    [...writes, ...bulletinWrites].map(
      ({ employeeNumber, idempotencyKey }) => `${employeeNumber}/${idempotencyKey}`,
    ),
  );
  const known = new Set(writes.map(({ ticketId }) => ticketId));
  return [
    ...records.tickets.filter(({ id }) => !known.has(id)).map(({ id }) => `ticket ${id}`),
    ...records.keys
      .filter(({ employeeNumber, key }) => !told.has(`${employeeNumber}/${key}`))
      .map(({ key }) => `command ${key}`),
  ];
}

import type { Stage } from '../../../apps/cli/replay/replay-plan.js';
import type { Command } from '../../../libs/ticket/domain/ticket.js';
import { OPERATIONS } from '../../../apps/cli/seed/demo-departments-operations.js';
import { SUPPORT } from '../../../apps/cli/seed/demo-departments-support.js';
import type { SubmitTicketDto } from '../../../libs/ticket/intake/submit-ticket.dto.js';
import type { SimulatedCentre } from '../centre.js';
import type { Act } from '../independent/ticket-course.js';
import type { DatedMessage } from './dated-message.js';
import { timetableOf, type TimedStep, type Timetable } from './timetable.js';

/** What people did to one ticket, and were allowed to do. */
export interface Story {
  readonly ticketId: string;
  readonly urgency: 'urgent' | 'ordinary';
  readonly acts: readonly Act[];
}

interface Happening {
  readonly atMs: number;
  readonly table: Timetable;
  /** Undefined for the submission. */
  readonly step: TimedStep | undefined;
}

const CLOCK_ACTS = new Set<string>([
  'acknowledge',
  'accept-transfer',
  'transfer',
  'ask-author',
  'reply',
  'answer',
  'confirm',
  'reject',
  'close-unresolved',
  'withdraw',
]);

/** Plays all messages in the order of their real instants, with a worker that is always there. */
export async function playMessages(
  centre: SimulatedCentre,
  messages: readonly DatedMessage[],
  seed: string,
  endMs: number,
  progress: (done: number, total: number) => void,
): Promise<Story[]> {
  const people = await centre.people();
  const departments = await centre.departments();
  const stage: Stage = {
    agents: [...people.keys()].filter((number) => number.startsWith('A')),
    departmentIds: [...OPERATIONS, ...SUPPORT]
      .filter(({ kind }) => kind === undefined)
      .map(({ code }) => departments.get(code) ?? ''),
  };
  const happenings = messages
    .flatMap((message): Happening[] => {
      const table = timetableOf(message, seed, stage);
      return [
        { atMs: table.submittedMs, table, step: undefined },
        ...table.steps.map((step) => ({ atMs: step.atMs, table, step })),
      ];
    })
    .sort((a, b) => a.atMs - b.atMs);
  const stories = new Map<Timetable, { ticketId: string; urgency: Story['urgency']; acts: Act[] }>();
  for (const [index, { atMs, table, step }] of happenings.entries()) {
    await centre.liveUntil(atMs);
    await centre.work();
    const authorId = people.get(table.script.author) ?? '';
    if (step === undefined) {
      const ticketId = await centre.submit(authorId, table.script.submission as SubmitTicketDto);
      const urgency = table.script.submission.urgency as Story['urgency'];
      stories.set(table, { ticketId, urgency, acts: [{ atMs, name: 'submit' }] });
    } else {
      const story = stories.get(table);
      if (story && (await take(centre, story.ticketId, authorId, step))) {
        const act = actOf(step);
        if (act) story.acts.push(act);
      }
    }
    if (index % 1_000 === 0) progress(index, happenings.length);
  }
  await centre.liveUntil(endMs);
  await centre.work();
  return [...stories.values()];
}

/** Whoever owns the ticket now does it; false when the loop does not allow it any more. */
async function take(
  centre: SimulatedCentre,
  ticketId: string,
  authorId: string,
  step: TimedStep,
): Promise<boolean> {
  const { by, command, body } = step;
  const ticket = await centre.glance(ticketId);
  const isAuthor = by.kind === 'author';
  const isForLeader = by.kind === 'leader' || ticket.state === 'escalated';
  const personId = isAuthor ? authorId : isForLeader ? ticket.leaderId : ticket.headId;
  if (personId === null) return false;
  return centre.perform(personId, ticketId, asCommand(command, body));
}

function asCommand(name: string, body: Readonly<Record<string, unknown>>): Command {
  const { publicationReason, namesChecked, summary, ...rest } = body;
  const publication = publicationReason ? { publication: { publicationReason, namesChecked, summary } } : {};
  return { name, ...rest, ...publication } as unknown as Command;
}

function actOf({ command, body, atMs, minutes }: TimedStep): Act | null {
  if (command === 'decide-extension')
    return body['approve'] === true ? { atMs, name: 'extend', minutes } : null;
  return CLOCK_ACTS.has(command) ? { atMs, name: command as Act['name'] } : null;
}

import type { Stage } from '../../apps/cli/replay/replay-plan.js';
import type { Command } from '../../libs/ticket/domain/ticket.js';
import type { SubmitTicketDto } from '../../libs/ticket/intake/submit-ticket.dto.js';
import type { SimulatedCentre } from './centre.js';
import type { OpenHours } from './independent/open-hours.js';
import type { Promises } from './independent/promises.js';
import { TicketCourse, type Act, type Expected, type Noticed } from './independent/ticket-course.js';
import type { TimedStep, Timetable } from './replay/timetable.js';

/** Something that a person does, with the department that has the ticket afterwards. */
export type LoggedAct = Omit<Act, 'hours'> & { readonly departmentId: string };

/** What people did to one ticket, and were allowed to do. */
export interface Story {
  readonly ticketId: string;
  readonly urgency: 'urgent' | 'ordinary';
  readonly acts: readonly LoggedAct[];
}

export interface Happening {
  readonly atMs: number;
  readonly table: Timetable;
  /** Undefined for the submission. */
  readonly step: TimedStep | undefined;
}

const CLOCK_ACTS = new Set<string>([
  'acknowledge',
  'accept-transfer',
  'transfer',
  'mark-complex',
  'mark-ordinary',
  'ask-author',
  'reply',
  'answer',
  'confirm',
  'reject',
  'redo',
  'reopen',
  'close-unresolved',
  'withdraw',
]);

/** Everything that the tables say, in the order of time. */
export function happeningsOf(tables: readonly Timetable[]): Happening[] {
  return tables
    .flatMap((table): Happening[] => [
      { atMs: table.submittedMs, table, step: undefined },
      ...table.steps.map((step) => ({ atMs: step.atMs, table, step })),
    ])
    .sort((a, b) => a.atMs - b.atMs);
}

/** Lets people do what the timetables say, and keeps what they could do: the independent script knows nothing else. */
export class StoryBook {
  private readonly kept = new Map<
    Timetable,
    { ticketId: string; urgency: Story['urgency']; acts: LoggedAct[] }
  >();

  private constructor(
    private readonly centre: SimulatedCentre,
    private readonly people: ReadonlyMap<string, string>,
    readonly stage: Stage,
  ) {}

  /** @param codes of the departments that opinions go to */
  static async open(centre: SimulatedCentre, codes: readonly string[]): Promise<StoryBook> {
    const people = await centre.people();
    const departments = await centre.departments();
    return new StoryBook(centre, people, {
      agents: [...people.keys()].filter((number) => number.startsWith('A')),
      departmentIds: codes.map((code) => departments.get(code) ?? ''),
    });
  }

  get stories(): readonly Story[] {
    return [...this.kept.values()];
  }

  async happen({ atMs, table, step }: Happening): Promise<void> {
    const authorId = this.people.get(table.script.author) ?? '';
    const { departmentId } = table.script.submission;
    if (step === undefined) {
      const ticketId = await this.centre.submit(authorId, table.script.submission as SubmitTicketDto);
      const urgency = table.script.submission.urgency as Story['urgency'];
      this.kept.set(table, { ticketId, urgency, acts: [{ atMs, name: 'submit', departmentId }] });
      return;
    }
    const story = this.kept.get(table);
    if (!story || !(await this.take(story.ticketId, authorId, step))) return;
    const name =
      step.command === 'decide-extension' && step.body['approve'] === true ? 'extend' : step.command;
    if (name !== 'extend' && !CLOCK_ACTS.has(name)) return;
    const after = await this.centre.glance(story.ticketId);
    const act = { atMs, name: name as Act['name'], departmentId: after.departmentId };
    story.acts.push(step.minutes === undefined ? act : { ...act, minutes: step.minutes });
  }

  /** Whoever owns the ticket now does it; false when the loop does not allow it any more. */
  private async take(ticketId: string, authorId: string, step: TimedStep): Promise<boolean> {
    const { by, command, body } = step;
    const ticket = await this.centre.glance(ticketId);
    const isForLeader = by.kind === 'leader' || ticket.state === 'escalated';
    const leaderId = ticket.leaderId ?? ticket.departmentLeaderId;
    const personId = by.kind === 'author' ? authorId : isForLeader ? leaderId : ticket.headId;
    return personId !== null && (await this.centre.perform(personId, ticketId, asCommand(command, body)));
  }
}

function asCommand(name: string, body: Readonly<Record<string, unknown>>): Command {
  const { publicationReason, namesChecked, summary, ...rest } = body;
  const publication = publicationReason ? { publication: { publicationReason, namesChecked, summary } } : {};
  return { name, ...rest, ...publication } as unknown as Command;
}

/** What must have come of a story by an instant. */
export function courseOf(
  story: Story,
  untilMs: number,
  rules: {
    readonly promises: Promises;
    readonly hours: (departmentId: string) => OpenHours;
    readonly noticed: Noticed;
  },
): Expected {
  const course = new TicketCourse(story.urgency, rules.promises, rules.noticed);
  for (const act of story.acts) course.act({ ...act, hours: rules.hours(act.departmentId) });
  return course.by(untilMs);
}

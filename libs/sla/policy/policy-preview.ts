import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@huiyin/platform';
import { CalendarDirectory } from '../calendar/calendar-directory.js';
import { pausesOf, type ClockRow } from '../clock/clock-row.js';
import { targetMinutes } from '../domain/policy-levels.js';
import { LEGS, type LevelLeg, type PolicyNumbers } from '../domain/policy.js';
import { deadline } from '../domain/working-time.js';
import { PolicySurroundings } from './policy-surroundings.js';
import type { PolicyPreviewDto, PreviewedLegDto, PreviewedTicketDto } from './policy.dto.js';

/** More than any centre has open; beyond it a preview would make everybody else wait. */
const MOST_TICKETS = 20_000;
const MOST_EXAMPLES = 20;

interface OpenClock extends Pick<
  ClockRow,
  | 'ticket_id'
  | 'leg'
  | 'calendar_id'
  | 'calendar_version'
  | 'target_seconds'
  | 'started_at'
  | 'due_at'
  | 'pauses'
> {
  level: LevelLeg | null;
  /** The target before any extension. */
  first_target_seconds: number;
}

/** What open tickets would have if the draft had held when their clocks started; nothing is changed by asking. */
@Injectable()
export class PolicyPreview {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly calendars: CalendarDirectory,
    private readonly surroundings: PolicySurroundings,
  ) {}

  async of(numbers: PolicyNumbers, readerId: string): Promise<PolicyPreviewDto> {
    const found = await this.surroundings.openTickets(readerId, MOST_TICKETS + 1);
    const tickets = new Map(found.slice(0, MOST_TICKETS).map((ticket) => [ticket.id, ticket]));
    const clocks = await this.unitOfWork.read<OpenClock>(
      `SELECT c.ticket_id, c.leg, c.calendar_id, c.calendar_version, c.target_seconds, c.started_at, c.due_at, c.pauses,
              e.data->>'level' AS level, (e.data->>'targetSeconds')::int AS first_target_seconds
         FROM clock c JOIN event e ON e.stream_id = c.id AND e.version = 1
        WHERE c.ticket_id = ANY($1::uuid[]) AND c.state <> 'stopped' ORDER BY c.due_at, c.id`,
      [[...tickets.keys()]],
    );
    const legs = new Map(LEGS.map((leg) => [leg, emptyLeg(leg)]));
    const changed = new Set<string>();
    const examples: PreviewedTicketDto[] = [];
    const now = this.unitOfWork.now();
    for (const clock of clocks) {
      const ticket = tickets.get(clock.ticket_id);
      const count = legs.get(clock.leg);
      if (!ticket || !count) continue;
      const { calendar } = await this.calendars.calendar(clock.calendar_id, clock.calendar_version);
      const extension = clock.target_seconds - clock.first_target_seconds;
      const target = targetMinutes(numbers, { ...ticket, leg: clock.level ?? clock.leg }) * 60 + extension;
      const wouldBeDueAt = deadline(calendar, clock.started_at, target, pausesOf(clock));
      count.clocks++;
      if (wouldBeDueAt < clock.due_at) count.earlier++;
      if (wouldBeDueAt > clock.due_at) count.later++;
      if (clock.due_at < now) count.overdueNow++;
      if (wouldBeDueAt < now) count.overdueThen++;
      if (wouldBeDueAt.getTime() === clock.due_at.getTime()) continue;
      changed.add(ticket.id);
      if (ticket.isVisible && examples.length < MOST_EXAMPLES)
        examples.push({
          ticketId: ticket.id,
          number: ticket.number,
          leg: clock.leg,
          dueAt: clock.due_at,
          wouldBeDueAt,
        });
    }
    return {
      tickets: tickets.size,
      changed: changed.size,
      isComplete: found.length <= MOST_TICKETS,
      legs: [...legs.values()].filter(({ clocks: open }) => open > 0),
      examples,
    };
  }
}

function emptyLeg(leg: PreviewedLegDto['leg']): PreviewedLegDto {
  return { leg, clocks: 0, earlier: 0, later: 0, overdueNow: 0, overdueThen: 0 };
}

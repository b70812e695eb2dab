import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { LEGS, TARGET_CHANGES, URGENCIES, type Leg, type TargetChange, type Urgency } from '@huiyin/sla';
import {
  OUTCOMES,
  TICKET_KINDS,
  TICKET_STATES,
  type CommandName,
  type Outcome,
  type PublicationReason,
  type TicketKind,
  type TicketState,
  type Visibility,
} from '../domain/ticket.js';
import { TRANSITIONS } from '../domain/transitions.js';

const COMMAND_NAMES = [...new Set(TRANSITIONS.map((transition) => transition.command))];
const instant = { type: String, format: 'date-time' } as const;
const uuid = { type: String, format: 'uuid' } as const;

export class TicketSummaryDto {
  @ApiProperty(uuid) id: string;
  @ApiProperty({ example: 'HY-10042' }) number: string;
  @ApiProperty({ enum: TICKET_KINDS }) kind: TicketKind;
  @ApiProperty({ enum: URGENCIES }) urgency: Urgency;
  @ApiProperty() title: string;
  @ApiProperty({ enum: TICKET_STATES }) state: TicketState;
  @ApiProperty({ enum: [0, 1], description: '0: with the department; 1: with the leadership.' }) tier: number;
  @ApiProperty({ enum: OUTCOMES, nullable: true }) outcome: Outcome | null;
  @ApiProperty(uuid) departmentId: string;
  @ApiProperty() awaitingAuthor: boolean;
  @ApiProperty() awaitingAcceptance: boolean;
  @ApiProperty() refusalPending: boolean;
  @ApiProperty({ description: 'The head wants it closed as abusive; a leader has to decide.' })
  abuseProposed: boolean;
  @ApiProperty({ type: Number, nullable: true, description: 'Working minutes asked for and not decided on.' })
  extensionMinutes: number | null;
  @ApiProperty() isMine: boolean;
  @ApiProperty(instant) submittedAt: string;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description:
      'Of an anonymous author only the date in China is known: show this, and not `submittedAt`, which is its beginning.',
  })
  submittedOn: string | null;
  @ApiProperty({ ...instant, nullable: true, description: 'Due instant of the clock that counts now.' })
  dueAt: string | null;
  @ApiProperty({ enum: LEGS, nullable: true }) dueLeg: Leg | null;
  @ApiProperty() isPaused: boolean;
  @ApiProperty() isOverdue: boolean;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Working seconds until `dueAt`, negative by how late it is; null when no clock runs.',
  })
  workingSecondsLeft: number | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description:
      'Minutes of a working day in the calendar of that clock; null when its days differ in length, so that only hours are exact, or when no clock is open.',
  })
  workingDayMinutes: number | null;
  @ApiProperty({ ...instant, nullable: true }) answeredAt: string | null;
  @ApiProperty({ ...instant, nullable: true }) closedAt: string | null;
  @ApiProperty({ ...uuid, nullable: true }) mergedIntoId: string | null;
  @ApiProperty({
    description: 'Tickets merged into this one and still waiting for its answer; for its author 0 when few.',
  })
  mergedCount: number;
  @ApiProperty() version: number;
}

export class TicketPageDto {
  @ApiProperty({ type: [TicketSummaryDto] }) items: TicketSummaryDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}

export class PersonNameDto {
  @ApiProperty(uuid) id: string;
  @ApiProperty() name: string;
}

export class TicketAuthorDto {
  @ApiProperty({ enum: ['named', 'anonymous'] }) kind: 'named' | 'anonymous';
  @ApiPropertyOptional({ ...uuid }) personId?: string;
  @ApiPropertyOptional() name?: string;
  @ApiPropertyOptional({
    ...uuid,
    description: 'The department that an anonymous author wanted to be named.',
  })
  departmentId?: string;
}

export class PublicationDto {
  @ApiProperty({ enum: ['representative', 'concerns-many'] }) reason: PublicationReason;
  @ApiProperty({ type: String, nullable: true }) summary: string | null;
  @ApiProperty(instant) publishedAt: string;
}

export class AnswerDto {
  @ApiProperty() round: number;
  @ApiProperty({ enum: [0, 1] }) tier: number;
  @ApiProperty({ description: 'Markdown subset.' }) text: string;
  @ApiProperty() isRefusal: boolean;
  @ApiProperty({ description: 'One answer that was given to several tickets.' }) isShared: boolean;
  @ApiProperty(instant) answeredAt: string;
  @ApiProperty({ ...instant, nullable: true }) amendedAt: string | null;
}

export class TicketAttachmentDto {
  @ApiProperty(uuid) id: string;
  @ApiProperty() fileName: string;
  @ApiProperty() mediaType: string;
  @ApiProperty() sizeBytes: number;
}

export class TicketClockDto {
  @ApiProperty({ enum: LEGS }) leg: Leg;
  @ApiProperty() round: number;
  @ApiProperty({ enum: ['running', 'paused', 'stopped'] }) state: 'running' | 'paused' | 'stopped';
  @ApiProperty(instant) startedAt: string;
  @ApiProperty(instant) dueAt: string;
  @ApiProperty({ ...instant, nullable: true }) stoppedAt: string | null;
  @ApiProperty({ description: 'Ran, or runs, past its due instant.' }) isBreached: boolean;
}

export class TicketDto extends TicketSummaryDto {
  @ApiProperty() body: string;
  @ApiProperty({ type: TicketAuthorDto }) author: TicketAuthorDto;
  @ApiProperty({ type: PersonNameDto, nullable: true }) leader: PersonNameDto | null;
  @ApiProperty() round: number;
  @ApiProperty() transfers: number;
  @ApiProperty() acknowledged: boolean;
  @ApiProperty() mayPublishWording: boolean;
  @ApiProperty({ enum: ['public', 'private'], nullable: true }) answerVisibility: Visibility | null;
  @ApiProperty({ type: [AnswerDto], description: 'Oldest first.' }) answers: AnswerDto[];
  @ApiProperty({ type: PublicationDto, nullable: true }) publication: PublicationDto | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Refusal waiting for a leader; the author does not see it.',
  })
  refusalText: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Why the head wants it closed as abusive; the author does not see it before it is decided.',
  })
  abuseText: string | null;
  @ApiProperty({ description: 'The one extension was given.' }) extended: boolean;
  @ApiProperty({
    type: Number,
    nullable: true,
    description:
      'Longest extension in working minutes, by the policy of the answer’s clock; null when it has stopped.',
  })
  extensionLimitMinutes: number | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description:
      'Minutes of a working day in the calendar of the newest answer clock; null when its days differ.',
  })
  answerDayMinutes: number | null;
  @ApiProperty({ type: [TicketAttachmentDto] }) attachments: TicketAttachmentDto[];
  @ApiProperty({ type: [TicketClockDto] }) clocks: TicketClockDto[];
  @ApiProperty({ enum: COMMAND_NAMES, isArray: true, description: 'What this reader can do now.' })
  actions: CommandName[];
  @ApiProperty({ enum: ['author', 'department', 'head', 'leader', 'coordinator'], isArray: true })
  standings: string[];
  @ApiProperty({ type: String, nullable: true, description: 'Why a removed ticket was removed.' })
  removedReason: string | null;
}

export class TimelineActorDto {
  @ApiProperty({ enum: ['author', 'department', 'leader', 'coordinator', 'system'] }) standing: string;
  @ApiProperty({ type: String, nullable: true }) name: string | null;
  @ApiProperty() isMe: boolean;
  @ApiProperty({ ...uuid, nullable: true }) departmentId: string | null;
}

export class TimelineEntryDto {
  @ApiProperty() version: number;
  @ApiProperty({ example: 'ticket.answered' }) type: string;
  @ApiProperty(instant) at: string;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'Given where only the date is known, which is then to be shown instead of `at`.',
  })
  on: string | null;
  @ApiProperty({ type: TimelineActorDto }) actor: TimelineActorDto;
  @ApiProperty({ type: String, nullable: true }) text: string | null;
  @ApiProperty({ type: Object, additionalProperties: true }) data: Record<string, unknown>;
}

export class ChainLinkDto {
  @ApiProperty() version: number;
  @ApiProperty() type: string;
  @ApiProperty(instant) at: string;
  @ApiProperty({ description: 'SHA-256, hexadecimal.' }) hash: string;
}

export class TicketChainDto {
  @ApiProperty({
    description: 'Every event follows from the one before, and every text kept is the one written.',
  })
  isWhole: boolean;
  @ApiProperty({ type: Number, nullable: true }) brokenAtVersion: number | null;
  @ApiProperty() head: string;
  @ApiProperty({ type: [ChainLinkDto] }) events: ChainLinkDto[];
}

export class TicketCountsDto {
  @ApiProperty() verdictsWaiting: number;
  @ApiProperty() questionsWaiting: number;
  @ApiProperty() inboxOpen: number;
  @ApiProperty() inboxOverdue: number;
  @ApiProperty() escalationsOpen: number;
  @ApiProperty() refusalsWaiting: number;
  @ApiProperty() extensionsWaiting: number;
  @ApiProperty() abusesWaiting: number;
}

export class CountedSpanDto {
  @ApiProperty(instant) startsAt: string;
  @ApiProperty(instant) endsAt: string;
  @ApiProperty({ description: 'Working seconds in it.' }) seconds: number;
}

export class UnsettledYearDto {
  @ApiProperty() year: number;
  @ApiProperty({ enum: ['provisional', 'missing'] }) state: 'provisional' | 'missing';
}

export class TargetChangeDto {
  @ApiProperty({
    enum: TARGET_CHANGES,
    description: 'More time was given, or the ticket was classed as complex or as ordinary again.',
  })
  kind: TargetChange['kind'];
  @ApiProperty(instant) at: string;
  @ApiProperty({ description: 'Working seconds that the target grew by; negative when it shrank.' })
  seconds: number;
}

export class DeadlineDto {
  @ApiProperty({ enum: LEGS }) leg: Leg;
  @ApiProperty() round: number;
  @ApiProperty({ enum: ['running', 'paused', 'stopped'] }) state: 'running' | 'paused' | 'stopped';
  @ApiProperty(instant) startedAt: string;
  @ApiProperty(instant) dueAt: string;
  @ApiProperty({ ...instant, nullable: true }) stoppedAt: string | null;
  @ApiProperty({ description: 'Target in seconds of working time, all changes included.' })
  targetSeconds: number;
  @ApiProperty({ type: [TargetChangeDto], description: 'What has moved the target since, oldest first.' })
  targetChanges: TargetChangeDto[];
  @ApiProperty() policyVersion: number;
  @ApiProperty({
    format: 'uuid',
    description: 'By which it is counted, also when a newer version is in force.',
  })
  calendarId: string;
  @ApiProperty() calendarVersion: number;
  @ApiProperty({ example: 'Asia/Shanghai' }) timeZone: string;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Minutes of a working day in this calendar; null when its days differ in length.',
  })
  workingDayMinutes: number | null;
  @ApiProperty({
    type: [UnsettledYearDto],
    description: 'Years up to the deadline whose holidays may change.',
  })
  unsettledYears: readonly UnsettledYearDto[];
  @ApiProperty({ type: [CountedSpanDto], description: 'Working time counted up to the deadline.' })
  spans: CountedSpanDto[];
  @ApiProperty({ type: [CountedSpanDto], description: 'When the clock stood still for the author.' })
  pauses: CountedSpanDto[];
  @ApiProperty({ type: Number, nullable: true, description: 'Working seconds left; negative when overdue.' })
  secondsLeft: number | null;
}

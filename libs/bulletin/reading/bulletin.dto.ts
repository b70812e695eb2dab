import { ApiProperty } from '@nestjs/swagger';
import { ROLES, type Role, type ShownCount } from '@huiyin/platform';
import { LEGS, type Leg } from '@huiyin/sla';
import {
  BULLETIN_KINDS,
  BULLETIN_STATES,
  CASE_REASONS,
  TALKS,
  type BulletinKind,
  type BulletinState,
  type CaseReason,
  type Talk,
} from '../domain/bulletin.js';
import { RECTIFICATION_STATES, type RectificationState } from '../domain/rectification.js';
import { BulletinNoteTextDto, BulletinTextDto, BulletinTitleDto } from '../publishing/bulletin-steps.dto.js';

const instant = { type: String, format: 'date-time' } as const;
const day = { type: String, format: 'date' } as const;
const uuid = { type: String, format: 'uuid' } as const;
const STEPS = ['edit', 'take-out', 'publish', 'discard', 'correct', 'withdraw'] as const;
const RECTIFICATION_ACTIONS = ['answer', 'accept', 'return'] as const;

export class BulletinSummaryDto {
  @ApiProperty(uuid) id: string;
  @ApiProperty({ example: 'TB-101' }) number: string;
  @ApiProperty({ enum: BULLETIN_KINDS, enumName: 'BulletinKind' }) kind: BulletinKind;
  @ApiProperty({ type: String, nullable: true, description: 'YYYY-MM of a monthly one.' }) period:
    string | null;
  @ApiProperty({ enum: BULLETIN_STATES, enumName: 'BulletinState' }) state: BulletinState;
  @ApiProperty({ description: 'Empty once it is withdrawn, save for the leadership.' })
  title: BulletinTitleDto;
  @ApiProperty(instant) draftedAt: string;
  @ApiProperty({ ...instant, nullable: true }) publishedAt: string | null;
  @ApiProperty({ description: 'The reader has pressed "I have read it".' }) isRead: boolean;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Cases that it names; for the leadership alone, null for a month.',
  })
  caseCount: number | null;
  @ApiProperty() version: number;
}

export class BulletinPageDto {
  @ApiProperty({ type: [BulletinSummaryDto] }) items: BulletinSummaryDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}

export class BulletinCountsDto {
  @ApiProperty({ description: 'Published for this person and not read yet.' }) unread: number;
  @ApiProperty({ description: 'For leaders: drafts.' }) drafts: number;
  @ApiProperty({ description: 'For heads: rectifications that their departments owe.' }) toAnswer: number;
  @ApiProperty({ description: 'For leaders: rectifications that wait for a decision.' }) toDecide: number;
  @ApiProperty({ description: 'For leaders: rectifications past their date.' }) overdue: number;
}

export class LegFiguresDto {
  @ApiProperty({ enum: LEGS }) leg: Leg;
  @ApiProperty({ type: Number, nullable: true, description: 'Deadlines in the month; null when too few.' })
  due: ShownCount | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Of these kept; null when too few.' })
  onTime: ShownCount | null;
}

export class DueFiguresDto {
  @ApiProperty({ type: Number }) due: ShownCount;
  @ApiProperty({ type: Number }) overdue: ShownCount;
}

export class DepartmentFiguresDto extends DueFiguresDto {
  @ApiProperty(uuid) departmentId: string;
}

export class MovedFiguresDto {
  @ApiProperty({ type: Number, nullable: true, description: 'Answers with an extension; null when too few.' })
  extended: ShownCount | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Answers of tickets classed as complex.' })
  complex: ShownCount | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Of the complex ones, set back by a leader.' })
  setBack: ShownCount | null;
}

export class BulletinFiguresDto {
  @ApiProperty(instant) countedAt: string;
  @ApiProperty({ description: 'Numbers about fewer are not shown, nor what would let them be computed.' })
  smallestGroup: number;
  @ApiProperty({ type: [LegFiguresDto] }) legs: LegFiguresDto[];
  @ApiProperty({ type: [DepartmentFiguresDto] }) departments: DepartmentFiguresDto[];
  @ApiProperty({ type: DueFiguresDto, nullable: true, description: 'Departments shown only together.' })
  others: DueFiguresDto | null;
  @ApiProperty({ type: DueFiguresDto, nullable: true }) total: DueFiguresDto | null;
  @ApiProperty({ description: 'Some numbers are left out or put together.' }) isReduced: boolean;
  @ApiProperty({
    type: MovedFiguresDto,
    nullable: true,
    description: 'Of the answers that fell due, those with more time than at first; null where not counted.',
  })
  moved: MovedFiguresDto | null;
}

export class BulletinCaseDto {
  @ApiProperty() key: string;
  @ApiProperty() ticketNumber: string;
  @ApiProperty({ ...uuid, nullable: true, description: 'Only for whoever may see the ticket.' }) ticketId:
    string | null;
  @ApiProperty({ enum: ['problem', 'question', 'suggestion', 'praise'] }) ticketKind: string;
  @ApiProperty(uuid) departmentId: string;
  @ApiProperty({ enum: CASE_REASONS, enumName: 'CaseReason' }) reason: CaseReason;
  @ApiProperty({ enum: LEGS, nullable: true }) leg: Leg | null;
  @ApiProperty({ ...instant, nullable: true }) dueAt: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Working time by which it was late.' })
  overdueSeconds: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Redos or "no".' }) count: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why it was taken out; for leaders alone.' })
  takenOutReason: string | null;
}

export class BulletinTalkDto {
  @ApiProperty(uuid) departmentId: string;
  @ApiProperty() monthsInARow: number;
  @ApiProperty({ enum: TALKS, enumName: 'Talk' }) talk: Talk;
}

export class BulletinNoteDto {
  @ApiProperty() text: BulletinNoteTextDto;
  @ApiProperty(instant) writtenAt: string;
}

export class RectificationAnswerDto {
  @ApiProperty() round: number;
  @ApiProperty() text: string;
  @ApiProperty(day) doneOn: string;
  @ApiProperty(instant) answeredAt: string;
  @ApiProperty({ type: String, nullable: true, description: 'Why it was sent back.' }) returnReason:
    string | null;
}

export class RectificationDto {
  @ApiProperty(uuid) id: string;
  @ApiProperty(uuid) bulletinId: string;
  @ApiProperty() bulletinNumber: string;
  @ApiProperty() bulletinTitle: BulletinTitleDto;
  @ApiProperty(uuid) departmentId: string;
  @ApiProperty({ enum: RECTIFICATION_STATES, enumName: 'RectificationState' }) state: RectificationState;
  @ApiProperty({ ...day, description: 'Answer by, or once it is answered: done by.' }) dueOn: string;
  @ApiProperty(instant) dueAt: string;
  @ApiProperty() isOverdue: boolean;
  @ApiProperty({ type: [RectificationAnswerDto], description: 'Newest first.' })
  answers: RectificationAnswerDto[];
  @ApiProperty({ type: String, nullable: true, description: 'Why the last answer was sent back.' })
  returnReason: string | null;
  @ApiProperty({ enum: RECTIFICATION_ACTIONS, isArray: true })
  actions: (typeof RECTIFICATION_ACTIONS)[number][];
  @ApiProperty() version: number;
}

export class RectificationPageDto {
  @ApiProperty({ type: [RectificationDto] }) items: RectificationDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}

export class ObligedReaderDto {
  @ApiProperty(uuid) departmentId: string;
  @ApiProperty() name: string;
  @ApiProperty({ ...instant, nullable: true }) readAt: string | null;
}

export class ReceiptsDto {
  @ApiProperty({ type: Number, nullable: true, description: 'Readers; null when too few.' })
  of: ShownCount | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Who have read it; null when too few.' })
  read: ShownCount | null;
  @ApiProperty({ type: [ObligedReaderDto], description: 'Heads of the departments that are named.' })
  obliged: ObligedReaderDto[];
}

export class ShownReadersDto {
  @ApiProperty() everyone: boolean;
  @ApiProperty({ type: [String] }) departmentIds: string[];
  @ApiProperty({ type: [String] }) siteIds: string[];
  @ApiProperty({ enum: ROLES, enumName: 'Role', isArray: true }) roles: Role[];
  @ApiProperty({ type: [String], description: 'Names.' }) people: string[];
}

export class BulletinDto extends BulletinSummaryDto {
  @ApiProperty() text: BulletinTextDto;
  @ApiProperty({ type: BulletinFiguresDto, nullable: true }) figures: BulletinFiguresDto | null;
  @ApiProperty({ type: [BulletinCaseDto] }) cases: BulletinCaseDto[];
  @ApiProperty({ type: [BulletinTalkDto] }) talks: BulletinTalkDto[];
  @ApiProperty({ type: [BulletinNoteDto] }) notes: BulletinNoteDto[];
  @ApiProperty({ type: [String], description: 'Departments that are named.' }) departmentIds: string[];
  @ApiProperty({ type: [RectificationDto], description: 'For leaders all, for others their own.' })
  rectifications: RectificationDto[];
  @ApiProperty({ ...instant, nullable: true }) endedAt: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why it was withdrawn or discarded.' })
  endReason: string | null;
  @ApiProperty({ type: ReceiptsDto, nullable: true, description: 'For leaders.' })
  receipts: ReceiptsDto | null;
  @ApiProperty({ type: ShownReadersDto, nullable: true, description: 'For leaders.' })
  readers: ShownReadersDto | null;
  @ApiProperty({ enum: STEPS, isArray: true }) actions: (typeof STEPS)[number][];
}

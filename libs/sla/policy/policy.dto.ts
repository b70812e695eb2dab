import { LOCALES, OptionalField, PlainText, type Locale, type ShownCount } from '@huiyin/platform';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsUUID, Matches, Max, Min } from 'class-validator';
import { KINDS, LEGS, URGENCIES, type Kind, type Leg, type Urgency } from '../domain/policy.js';
import { PolicyNoteDto, PolicyNumbersDto, PolicyTextsDto } from './policy-content.dto.js';

export const VERSION_STATES = ['past', 'in-force', 'coming', 'cancelled'] as const;
export type VersionState = (typeof VERSION_STATES)[number];
const DRAFT_STATES = ['open', 'published', 'discarded'] as const;
const DIFFERENCE_KINDS = ['same', 'added', 'removed'] as const;

export class LanguageDto {
  @ApiPropertyOptional({ enum: LOCALES, enumName: 'Locale', description: 'Otherwise the reader’s own.' })
  @IsOptional()
  @IsIn(LOCALES)
  language?: Locale;
}

export class ServiceLevelsQueryDto {
  @ApiPropertyOptional({ format: 'uuid', description: 'What holds for this department, with its calendar.' })
  @IsOptional()
  @IsUUID()
  departmentId?: string;
  @ApiPropertyOptional({ enum: KINDS, description: 'What holds for this kind.' })
  @IsOptional()
  @IsIn(KINDS)
  kind?: Kind;
}

export class ServiceLevelDto {
  @ApiProperty({ enum: LEGS })
  leg: Leg;
  @ApiProperty({ enum: URGENCIES })
  urgency: Urgency;
  @ApiProperty({ description: 'Target in minutes of working time.' })
  workingMinutes: number;
  @ApiProperty({
    type: Number,
    nullable: true,
    description:
      'Minutes of a working day of the department, or of the reader’s own; null where its days differ in length, so that only hours are exact.',
  })
  workingDayMinutes: number | null;
}

export class AnswerTimeDto {
  @ApiProperty({ format: 'uuid' })
  departmentId: string;
  @ApiProperty({ enum: KINDS })
  kind: Kind;
  @ApiProperty({ enum: URGENCIES })
  urgency: Urgency;
  @ApiProperty({ description: 'Target of the answer in minutes of working time.' })
  workingMinutes: number;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Minutes of a working day of this department; null where its days differ in length.',
  })
  workingDayMinutes: number | null;
}

export class PolicyReadingsDto {
  @ApiProperty({ type: Number, nullable: true, description: 'Null while a group is too small to be shown.' })
  read: ShownCount | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Employees who could read it; null if few.' })
  of: ShownCount | null;
}

export class PolicyVersionDto {
  @ApiProperty()
  version: number;
  @ApiProperty({ enum: VERSION_STATES })
  state: VersionState;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null for "since ever".' })
  effectiveFrom: Date | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  publishedAt: Date | null;
  @ApiProperty({ type: PolicyNoteDto, nullable: true, description: 'What is new, in a few words.' })
  changeNote: PolicyNoteDto | null;
  @ApiProperty({ description: 'Whether the reader has pressed "I have read it".' })
  isRead: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'For leadership and administration.' })
  publishedBy: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'For leadership and administration.' })
  cancelledBecause: string | null;
  @ApiProperty({ type: PolicyReadingsDto, nullable: true, description: 'For leadership and administration.' })
  readings: PolicyReadingsDto | null;
}

export class PolicyDocumentDto extends PolicyVersionDto {
  @ApiProperty({ description: 'Markdown with the numbers filled in.' })
  markdown: string;
  @ApiProperty({
    type: () => PolicyVersionDto,
    nullable: true,
    description: 'Published and not yet in force.',
  })
  coming: PolicyVersionDto | null;
}

export class PolicyNumberDifferenceDto {
  @ApiProperty({ description: 'The placeholder of the number.', example: 'answer.ordinary' })
  name: string;
  @ApiProperty({ type: String, nullable: true })
  before: string | null;
  @ApiProperty({ type: String, nullable: true })
  after: string | null;
}

export class PolicyTextDifferenceDto {
  @ApiProperty({ enum: DIFFERENCE_KINDS })
  kind: (typeof DIFFERENCE_KINDS)[number];
  @ApiProperty()
  text: string;
}

export class PolicyDifferencesDto {
  @ApiProperty({ type: [PolicyNumberDifferenceDto] })
  numbers: PolicyNumberDifferenceDto[];
  @ApiProperty({ type: [PolicyTextDifferenceDto], description: 'In order; together the later text.' })
  text: PolicyTextDifferenceDto[];
}

export class PolicyFaultDto {
  @ApiProperty({ description: 'Where: levels.answer.ordinary, overrides.0.departmentId, texts.en …' })
  field: string;
  @ApiProperty({ description: 'A stable word.' })
  rule: string;
  @ApiProperty()
  message: string;
}

export class PolicyRenderingDto {
  @ApiProperty({ type: PolicyTextsDto, description: 'Markdown with the numbers filled in.' })
  texts: PolicyTextsDto;
  @ApiProperty({ type: [PolicyFaultDto], description: 'What keeps it from being saved.' })
  faults: PolicyFaultDto[];
  @ApiProperty({ type: [PolicyFaultDto], description: 'What keeps it from being published.' })
  gaps: PolicyFaultDto[];
  @ApiProperty({ type: [String], description: 'Every placeholder that has a meaning.' })
  placeholders: string[];
  @ApiProperty({ description: 'Minutes of a working day in the default calendar.' })
  workingDayMinutes: number;
}

export class PolicyDraftDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty()
  version: number;
  @ApiProperty({ enum: DRAFT_STATES })
  state: (typeof DRAFT_STATES)[number];
  @ApiProperty({ description: 'The version of the policy from which it was begun.' })
  basedOn: number;
  @ApiProperty({ type: Number, nullable: true })
  policyVersion: number | null;
  @ApiProperty({ type: [String], description: 'Names of those who wrote in it.' })
  editors: string[];
  @ApiProperty({ format: 'date-time' })
  updatedAt: Date;
  @ApiProperty({ description: 'Whether the reader may publish it: somebody who has not written in it.' })
  mayPublish: boolean;
}

export class PolicyDraftContentDto extends PolicyDraftDto {
  @ApiProperty({ type: PolicyNumbersDto })
  numbers: PolicyNumbersDto;
  @ApiProperty({ type: PolicyTextsDto })
  texts: PolicyTextsDto;
  @ApiProperty({ type: PolicyNoteDto })
  changeNote: PolicyNoteDto;
}

export class BeginPolicyDraftDto {
  @ApiPropertyOptional({
    type: 'integer',
    description: 'The version to begin with; otherwise the one in force.',
  })
  @OptionalField()
  @IsInt()
  @Min(1)
  @Max(2_000_000_000)
  basedOn?: number;
}

export class PublishPolicyDto {
  @ApiProperty({
    format: 'date',
    example: '2026-12-01',
    description: 'A day to come, in the default calendar’s zone.',
  })
  @Matches(/^\d{4}-\d\d-\d\d$/, { message: 'effectiveOn must be a date YYYY-MM-DD' })
  effectiveOn: string;
}

export class CancelPolicyDto {
  @PlainText({ min: 4, max: 500, multiline: true })
  reason: string;
}

export class PreviewedLegDto {
  @ApiProperty({ enum: LEGS })
  leg: Leg;
  @ApiProperty({ description: 'Open clocks of this leg.' })
  clocks: number;
  @ApiProperty()
  earlier: number;
  @ApiProperty()
  later: number;
  @ApiProperty({ description: 'Overdue now, under the versions that the clocks have.' })
  overdueNow: number;
  @ApiProperty({ description: 'That would be overdue now under the draft.' })
  overdueThen: number;
}

export class PreviewedTicketDto {
  @ApiProperty({ format: 'uuid' })
  ticketId: string;
  @ApiProperty()
  number: string;
  @ApiProperty({ enum: LEGS })
  leg: Leg;
  @ApiProperty({ format: 'date-time' })
  dueAt: Date;
  @ApiProperty({ format: 'date-time' })
  wouldBeDueAt: Date;
}

export class PolicyPreviewDto {
  @ApiProperty({ description: 'Open tickets looked at.' })
  tickets: number;
  @ApiProperty({ description: 'Tickets with at least one other date.' })
  changed: number;
  @ApiProperty({ description: 'False when there are more open tickets than a preview looks at.' })
  isComplete: boolean;
  @ApiProperty({ type: [PreviewedLegDto] })
  legs: PreviewedLegDto[];
  @ApiProperty({ type: [PreviewedTicketDto], description: 'The first 20 that the reader may see.' })
  examples: PreviewedTicketDto[];
}

import { Part } from '@huiyin/platform';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsObject, IsOptional, IsUUID, Matches, Max, Min } from 'class-validator';
import {
  CalendarChangeDto,
  CalendarDayDto,
  CalendarDifferencesDto,
  CalendarNameDto,
  CalendarWeekDto,
  CalendarYearContentDto,
  CalendarYearDto,
} from './calendar-content.dto.js';

const OPEN_YEAR_STATES = ['provisional', 'missing'] as const;

export class CreateCalendarDto {
  @ApiProperty({ example: 'night-shift', pattern: '^[a-z0-9][a-z0-9-]{1,39}$' })
  @Matches(/^[a-z0-9][a-z0-9-]{1,39}$/, { message: 'code must be 2 to 40 of a–z, 0–9 and hyphens' })
  code: string;

  @Part(() => CalendarNameDto)
  name: CalendarNameDto;

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Begin as a copy of this one.',
  })
  @IsOptional()
  @IsUUID()
  copyOf?: string | null;

  @ApiProperty({ type: CalendarChangeDto, description: 'What it is, or how it differs from what it copies.' })
  @IsObject()
  change: object;
}

export class ChangeCalendarDto {
  @ApiProperty({ type: CalendarChangeDto })
  @IsObject()
  change: object;
}

export class AssignCalendarDto {
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Null takes it back to the default.',
  })
  @IsOptional()
  @IsUUID()
  calendarId: string | null;
}

const YearText = (): PropertyDecorator => Type(() => Number);

export class CalendarVersionQueryDto {
  @ApiPropertyOptional({ minimum: 1, description: 'Otherwise the newest.' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_000_000_000)
  version?: number;
}

export class CalendarFileQueryDto {
  @ApiPropertyOptional({ description: 'Otherwise all years.' })
  @IsOptional()
  @YearText()
  @IsInt()
  @Min(1900)
  @Max(2499)
  year?: number;
}

export class YearProposalQueryDto {
  @ApiProperty({ minimum: 2000, maximum: 2100 })
  @YearText()
  @IsInt()
  @Min(2000)
  @Max(2100)
  year: number;
  @ApiProperty({ example: 'CN', description: 'ISO 3166-1.' })
  @Matches(/^[A-Z]{2}$/)
  country: string;
  @ApiPropertyOptional({ example: 'BW' })
  @IsOptional()
  @Matches(/^[A-Za-z0-9-]{1,12}$/)
  region?: string;
}

export class CalendarOwnerDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ enum: ['department', 'site'] })
  kind: 'department' | 'site';
  @ApiProperty({ type: CalendarNameDto })
  name: CalendarNameDto;
}

export class CalendarReminderDto {
  @ApiProperty()
  year: number;
  @ApiProperty({ enum: OPEN_YEAR_STATES })
  state: (typeof OPEN_YEAR_STATES)[number];
}

export class CalendarSummaryDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty()
  code: string;
  @ApiProperty({ type: CalendarNameDto })
  name: CalendarNameDto;
  @ApiProperty({ description: 'Holds wherever no other calendar does.' })
  isDefault: boolean;
  @ApiProperty()
  isArchived: boolean;
  @ApiProperty()
  version: number;
  @ApiProperty()
  timeZone: string;
  @ApiProperty({ type: [CalendarOwnerDto], description: 'The departments and sites that it was given to.' })
  uses: CalendarOwnerDto[];
  @ApiProperty({
    type: CalendarReminderDto,
    nullable: true,
    description: 'The year whose days are not settled.',
  })
  reminder: CalendarReminderDto | null;
}

export class WorkingYearDto {
  @ApiProperty()
  year: number;
  @ApiProperty()
  workingDays: number;
  @ApiProperty()
  workingMinutes: number;
}

export class CalendarDto extends CalendarSummaryDto {
  @ApiProperty()
  newestVersion: number;
  @ApiProperty({ type: String, format: 'date-time' })
  publishedAt: Date;
  @ApiProperty({ type: CalendarWeekDto })
  weekly: CalendarWeekDto;
  @ApiProperty({ type: [CalendarYearDto] })
  years: readonly CalendarYearDto[];
  @ApiProperty({ type: [CalendarDayDto] })
  days: readonly CalendarDayDto[];
  @ApiProperty({ type: [WorkingYearDto] })
  workingYears: readonly WorkingYearDto[];
}

export class CalendarHistoryDto {
  @ApiProperty()
  version: number;
  @ApiProperty({ type: String, format: 'date-time' })
  publishedAt: Date;
  @ApiProperty({ type: String, nullable: true, description: 'Null for what came with the product.' })
  publishedBy: string | null;
  @ApiProperty({ type: CalendarDifferencesDto, nullable: true, description: 'Null for the first version.' })
  differences: CalendarDifferencesDto | null;
}

export class CalendarFaultDto {
  @ApiProperty({ example: 'weekly.mon[1].from' })
  field: string;
  @ApiProperty({ description: 'A stable word.' })
  rule: string;
  @ApiProperty()
  message: string;
}

export class WorkingYearChangeDto {
  @ApiProperty()
  year: number;
  @ApiProperty({ description: 'Working days in the version in force.' })
  before: number;
  @ApiProperty({ description: 'Working days after the change.' })
  after: number;
}

export class CalendarTrialDto {
  @ApiProperty({ type: [CalendarFaultDto], description: 'What keeps it from being published.' })
  faults: readonly CalendarFaultDto[];
  @ApiProperty({ type: CalendarDifferencesDto })
  differences: CalendarDifferencesDto;
  @ApiProperty({
    type: [WorkingYearChangeDto],
    description: 'Years from the running one on, and every changed one.',
  })
  workingYears: readonly WorkingYearChangeDto[];
  @ApiProperty({
    description: 'Open tickets that count by this calendar: each keeps its version, no date moves.',
  })
  openTickets: number;
  @ApiProperty()
  openClocks: number;
}

export class YearProposalDto extends CalendarYearContentDto {
  @ApiProperty({
    enum: ['notice', 'law', 'rules'],
    description: 'notice: decreed for this year; law: fixed by law, without adjusted days; rules: computed.',
  })
  source: 'notice' | 'law' | 'rules';
}

export class HolidayRegionDto {
  @ApiProperty()
  code: string;
  @ApiProperty()
  name: string;
}

export class HolidayCountryDto {
  @ApiProperty({ description: 'ISO 3166-1.' })
  code: string;
  @ApiProperty({ type: [HolidayRegionDto] })
  regions: readonly HolidayRegionDto[];
}

export class IcsFaultDto {
  @ApiProperty({ description: 'Number of the entry in the file, from 1.' })
  row: number;
  @ApiProperty()
  summary: string;
  @ApiProperty({ enum: ['date', 'name', 'kind', 'spans', 'too-long', 'recurrence'] })
  rule: string;
  @ApiProperty()
  message: string;
}

export class IcsReadingDto {
  @ApiProperty({ type: String, nullable: true, description: 'Only from a file of this program.' })
  timeZone: string | null;
  @ApiProperty({ type: CalendarWeekDto, nullable: true, description: 'Only from a file of this program.' })
  weekly: CalendarWeekDto | null;
  @ApiProperty({ type: [CalendarYearContentDto] })
  years: readonly CalendarYearContentDto[];
  @ApiProperty({ description: 'Entries in the file.' })
  events: number;
  @ApiProperty({ description: 'Entries that are no days off.' })
  skipped: number;
  @ApiProperty({ type: [IcsFaultDto] })
  faults: readonly IcsFaultDto[];
}

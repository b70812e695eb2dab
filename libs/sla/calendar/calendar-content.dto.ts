import { PlainText } from '@huiyin/platform';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { WEEKDAYS, type Weekday } from '../domain/calendar-definition.js';

const YEAR_STATES = ['announced', 'provisional'] as const;
const DAY_KINDS = ['holiday', 'extra', 'break'] as const;

export class CalendarNameDto {
  @PlainText({ max: 100 })
  'zh-CN': string;
  @PlainText({ max: 100 })
  en: string;
  @PlainText({ max: 100 })
  ru: string;
}

export class CalendarSpanDto {
  @ApiProperty({ example: '09:00', description: 'HH:MM or HH:MM:SS on the wall clock.' })
  from: string;
  @ApiProperty({
    example: '18:00',
    description: 'Up to 24:00; a weekly shift over midnight counts on to 48:00.',
  })
  to: string;
}

export class CalendarWeekDto implements Partial<Record<Weekday, readonly CalendarSpanDto[]>> {
  @ApiPropertyOptional({ type: [CalendarSpanDto] })
  mon?: readonly CalendarSpanDto[];
  @ApiPropertyOptional({ type: [CalendarSpanDto] })
  tue?: readonly CalendarSpanDto[];
  @ApiPropertyOptional({ type: [CalendarSpanDto] })
  wed?: readonly CalendarSpanDto[];
  @ApiPropertyOptional({ type: [CalendarSpanDto] })
  thu?: readonly CalendarSpanDto[];
  @ApiPropertyOptional({ type: [CalendarSpanDto] })
  fri?: readonly CalendarSpanDto[];
  @ApiPropertyOptional({ type: [CalendarSpanDto] })
  sat?: readonly CalendarSpanDto[];
  @ApiPropertyOptional({ type: [CalendarSpanDto] })
  sun?: readonly CalendarSpanDto[];
}

export class CalendarDayDto {
  @ApiProperty({ format: 'date', example: '2027-02-06' })
  date: string;
  @ApiProperty({
    enum: DAY_KINDS,
    description: 'extra: worked in exchange; break: closed for part of the day.',
  })
  kind: (typeof DAY_KINDS)[number];
  @ApiProperty({ type: [CalendarSpanDto], description: 'Empty for a holiday; the hours of any other day.' })
  spans: readonly CalendarSpanDto[];
  @ApiProperty({ type: CalendarNameDto })
  name: CalendarNameDto;
}

export class CalendarYearDto {
  @ApiProperty({ minimum: 1900, maximum: 2499 })
  year: number;
  @ApiProperty({ enum: YEAR_STATES, description: 'provisional: its days may still change.' })
  state: (typeof YEAR_STATES)[number];
}

export class CalendarYearContentDto extends CalendarYearDto {
  @ApiProperty({ type: [CalendarDayDto] })
  days: readonly CalendarDayDto[];
}

export class CalendarChangeDto {
  @ApiPropertyOptional({ example: 'Asia/Shanghai', description: 'IANA name.' })
  timeZone?: string;
  @ApiPropertyOptional({ type: CalendarWeekDto, description: 'All weekdays; one left out is closed.' })
  weekly?: CalendarWeekDto;
  @ApiPropertyOptional({
    type: [CalendarYearContentDto],
    description: 'Each in place of what that year was.',
  })
  years?: readonly CalendarYearContentDto[];
}

export class ZoneDifferenceDto {
  @ApiProperty()
  before: string;
  @ApiProperty()
  after: string;
}

export class WeekdayDifferenceDto {
  @ApiProperty({ enum: WEEKDAYS })
  weekday: Weekday;
  @ApiProperty({ type: [CalendarSpanDto] })
  before: readonly CalendarSpanDto[];
  @ApiProperty({ type: [CalendarSpanDto] })
  after: readonly CalendarSpanDto[];
}

export class YearDifferenceDto {
  @ApiProperty()
  year: number;
  @ApiProperty({ type: String, enum: YEAR_STATES, nullable: true })
  before: (typeof YEAR_STATES)[number] | null;
  @ApiProperty({ type: String, enum: YEAR_STATES, nullable: true })
  after: (typeof YEAR_STATES)[number] | null;
}

export class DayDifferenceDto {
  @ApiProperty({ format: 'date' })
  date: string;
  @ApiProperty({ type: [CalendarDayDto] })
  before: readonly CalendarDayDto[];
  @ApiProperty({ type: [CalendarDayDto] })
  after: readonly CalendarDayDto[];
}

export class CalendarDifferencesDto {
  @ApiProperty({ type: ZoneDifferenceDto, nullable: true })
  timeZone: ZoneDifferenceDto | null;
  @ApiProperty({ type: [WeekdayDifferenceDto] })
  weekly: readonly WeekdayDifferenceDto[];
  @ApiProperty({ type: [YearDifferenceDto] })
  years: readonly YearDifferenceDto[];
  @ApiProperty({ type: [DayDifferenceDto] })
  days: readonly DayDifferenceDto[];
}

import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Instant, LOCALES, type Locale } from '@huiyin/platform';
import { IsIn, IsOptional } from 'class-validator';
import { FINDING_CODES, LEVELS, type FindingCode, type Level } from '../domain/findings.js';

const instant = { type: String, format: 'date-time' } as const;
const maybeInstant = { ...instant, nullable: true } as const;
const FOUND_LEVELS = LEVELS.filter((level) => level !== 'ok');

export class OperationsQueryDto {
  @ApiPropertyOptional({
    enum: LOCALES,
    description: 'Language of the sentences; the reader’s own without it.',
  })
  @IsOptional()
  @IsIn(LOCALES)
  locale?: Locale;
}

export class FindingDto {
  @ApiProperty({ enum: FINDING_CODES }) code: FindingCode;
  @ApiProperty({ enum: FOUND_LEVELS }) level: Exclude<Level, 'ok'>;
  @ApiProperty({ description: 'Which one of several; empty where there is only one.' }) subject: string;
  @ApiProperty({ description: 'What is wrong, in the language asked for.' }) what: string;
  @ApiProperty({ description: 'What it means and what to do.' }) todo: string;
}

export class SweepFactsDto {
  @ApiProperty({
    description: 'Clocks whose next step has come and is not recorded; 10001 is more than 10000.',
  })
  due: number;
  @ApiProperty(maybeInstant) oldestDueAt: Date | null;
  @ApiProperty(maybeInstant) nextDueAt: Date | null;
  @ApiProperty(maybeInstant) oldestSilenceAt: Date | null;
}

export class FollowerFactsDto {
  @ApiProperty() name: string;
  @ApiProperty({ description: 'What it does, in the language asked for.' }) title: string;
  @ApiProperty({ description: 'Events not read yet; 10001 is more than 10000.' }) unread: number;
  @ApiProperty(maybeInstant) unreadSince: Date | null;
  @ApiProperty(maybeInstant) movedAt: Date | null;
}

export class JobFactsDto {
  @ApiProperty() waiting: number;
  @ApiProperty() active: number;
  @ApiProperty({ description: 'Taken by a worker that shows no sign of life.' }) lost: number;
  @ApiProperty(maybeInstant) oldestLostAt: Date | null;
  @ApiProperty() retrying: number;
  @ApiProperty({ description: 'Given up in the last hour.' }) failed: number;
}

export class MailFactsDto {
  @ApiProperty({ description: 'To be sent now, or tried and not accepted yet.' }) due: number;
  @ApiProperty(maybeInstant) oldestDueAt: Date | null;
  @ApiProperty({ description: 'Kept for the working hours of their recipients.' }) later: number;
  @ApiProperty({ description: 'In the hands of a worker.' }) claimed: number;
  @ApiProperty({ description: 'Given up.' }) dead: number;
  @ApiProperty({ description: 'Given up and not acknowledged by an administrator.' })
  deadUnacknowledged: number;
  @ApiProperty(maybeInstant) oldestDeadAt: Date | null;
  @ApiProperty({ ...maybeInstant, description: 'When a mail server last accepted a mail.' })
  lastAcceptedAt: Date | null;
}

export class WorkerFactsDto {
  @ApiProperty({ example: 'huiyin-1:4711' }) name: string;
  @ApiProperty({ example: '0.1.0' }) version: string;
  @ApiProperty(instant) startedAt: Date;
  @ApiProperty(instant) seenAt: Date;
  @ApiProperty() isAlive: boolean;
}

export class DatabaseFactsDto {
  @ApiProperty({ example: '18.4' }) version: string;
  @ApiProperty({ description: 'Started by this installation itself.' }) isOwn: boolean;
  @ApiProperty() sizeBytes: number;
  @ApiProperty() connections: number;
  @ApiProperty() connectionLimit: number;
  @ApiProperty({ description: 'How far the clock of the database is ahead of the api, milliseconds.' })
  clockAheadMs: number;
  @ApiProperty() oldestTransactionSeconds: number;
}

export class OperationsDto {
  @ApiProperty({ enum: LEVELS }) level: Level;
  @ApiProperty(instant) measuredAt: Date;
  @ApiProperty({ type: [FindingDto], description: 'Alarms first.' }) findings: FindingDto[];
  @ApiProperty() sweep: SweepFactsDto;
  @ApiProperty({ type: [FollowerFactsDto] }) followers: readonly FollowerFactsDto[];
  @ApiProperty() jobs: JobFactsDto;
  @ApiProperty() mails: MailFactsDto;
  @ApiProperty({ type: [WorkerFactsDto] }) workers: WorkerFactsDto[];
  @ApiProperty() database: DatabaseFactsDto;
  @ApiProperty(maybeInstant) lastEventAt: Date | null;
}

export class AcknowledgeDeadLettersDto {
  @ApiProperty({
    ...instant,
    description: 'Until when the mails that were given up have been seen: `measuredAt`.',
  })
  @Instant()
  until: string;
}

export class AcknowledgedDeadLettersDto {
  @ApiProperty({ description: 'Mails that the acknowledgement covers.' }) count: number;
}

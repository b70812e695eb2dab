import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { PageRequestDto } from '@huiyin/platform';
import { BULLETIN_NOTICE_KINDS, type BulletinNoticeKind } from '../notices/bulletin-notices.js';
import { NOTICE_KINDS, type NoticeKind } from '../notices/notice-kinds.js';

export const MAIL_STATES = [
  'queued',
  'sending',
  'sent',
  'failed',
  'dead',
  'obsolete',
  'undeliverable',
] as const;
export type MailState = (typeof MAIL_STATES)[number];

export class MailQueryDto extends PageRequestDto {
  @ApiPropertyOptional({ enum: MAIL_STATES, enumName: 'MailState' })
  @IsOptional()
  @IsIn(MAIL_STATES)
  state?: MailState;
}

export class MailRecipientDto {
  @ApiProperty({ format: 'uuid' })
  personId: string;

  @ApiProperty({ example: 'A1001' })
  employeeNumber: string;
}

export class MailDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ enum: [...NOTICE_KINDS, ...BULLETIN_NOTICE_KINDS], enumName: 'NoticeKind' })
  kind: NoticeKind | BulletinNoticeKind;

  @ApiProperty({ description: 'Number of the ticket or bulletin, as people read it.' })
  ticketNumber: string;

  @ApiProperty()
  recipient: MailRecipientDto;

  @ApiProperty({ enum: MAIL_STATES, enumName: 'MailState' })
  state: MailState;

  @ApiProperty()
  attempts: number;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'SMTP code and enhanced status of the last reply, or how the connection broke.',
    example: '550 5.1.1',
  })
  lastReply: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  nextAttemptAt: Date | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  sentAt: Date | null;

  @ApiProperty({ type: String, format: 'date-time' })
  createdAt: Date;
}

export class MailPageDto {
  @ApiProperty({ type: [MailDto] })
  items: readonly MailDto[];

  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

export class MailSummaryDto {
  @ApiProperty({ description: 'Waiting for the first attempt or on their way.' })
  waiting: number;

  @ApiProperty({ description: 'Will be tried again.' })
  failed: number;

  @ApiProperty({ description: 'Given up; an administrator can try again.' })
  dead: number;

  @ApiProperty({ description: 'The recipient has no address.' })
  undeliverable: number;

  @ApiProperty({ description: 'Sent in the last 24 hours.' })
  sentLastDay: number;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Since when the oldest waiting one waits.',
  })
  oldestWaitingAt: Date | null;
}

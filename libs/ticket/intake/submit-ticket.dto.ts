import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsUUID } from 'class-validator';
import { OptionalField, PlainText } from '@huiyin/platform';
import { TICKET_KINDS, type TicketKind } from '../domain/ticket.js';

import { MAX_ATTACHMENTS } from '../attachment/attachment-refusals.js';

export class SubmitTicketDto {
  @ApiProperty({ enum: TICKET_KINDS })
  @IsIn(TICKET_KINDS)
  kind: TicketKind;

  @ApiPropertyOptional({ enum: ['ordinary', 'urgent'], default: 'ordinary' })
  @OptionalField()
  @IsIn(['ordinary', 'urgent'])
  urgency?: 'ordinary' | 'urgent';

  @ApiProperty({ format: 'uuid', description: 'The department whose published scope fits.' })
  @IsUUID()
  departmentId: string;

  @PlainText({ min: 4, max: 120, description: 'What it is about, in one line.' })
  title: string;

  @PlainText({ min: 10, max: 8000, multiline: true, description: 'The opinion in the author’s own words.' })
  body: string;

  @ApiPropertyOptional({ type: [String], format: 'uuid', maxItems: MAX_ATTACHMENTS })
  @OptionalField()
  @IsArray()
  @ArrayMaxSize(MAX_ATTACHMENTS)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  attachmentIds?: string[];

  @ApiProperty({ description: 'Whether a public answer may show these very words; otherwise a summary.' })
  @IsBoolean()
  mayPublishWording: boolean;
}

export class SubmittedTicketDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ example: 'HY-10042' })
  number: string;
  @ApiProperty()
  version: number;
  @ApiProperty({ enum: ['open'] })
  state: 'open';
  @ApiProperty({ format: 'date-time', description: 'When the answer is due.' })
  dueAt: string;
}

import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Equals, IsIn, IsInt, Max, Min } from 'class-validator';
import { OptionalField, PlainText } from '@huiyin/platform';
import type { PublicationReason, Visibility } from '../domain/ticket.js';

const PUBLICATION_REASONS = ['representative', 'concerns-many'] as const;

export class AnswerTicketDto {
  @PlainText({ min: 2, max: 8000, multiline: true, description: 'Markdown subset, no HTML.' })
  text: string;

  @ApiProperty({ enum: ['public', 'private'] })
  @IsIn(['public', 'private'])
  visibility: Visibility;

  @ApiPropertyOptional({ enum: PUBLICATION_REASONS, description: 'Required for a public answer.' })
  @OptionalField()
  @IsIn(PUBLICATION_REASONS)
  publicationReason?: PublicationReason;

  @ApiPropertyOptional({ enum: [true], description: 'Required for a public answer: the text names nobody.' })
  @OptionalField()
  @Equals(true)
  namesChecked?: true;

  @PlainText({
    min: 4,
    max: 2000,
    multiline: true,
    optional: true,
    description: 'Shown instead of the author’s words; required when the author forbids showing them.',
  })
  summary?: string;
}

export class PublishDto {
  @ApiProperty({ enum: PUBLICATION_REASONS })
  @IsIn(PUBLICATION_REASONS)
  publicationReason: PublicationReason;

  @ApiProperty({ enum: [true] })
  @Equals(true)
  namesChecked: true;

  @PlainText({ min: 4, max: 2000, multiline: true, optional: true })
  summary?: string;
}

export class AmendAnswerDto {
  @PlainText({ min: 2, max: 8000, multiline: true })
  text: string;

  @PlainText({
    min: 4,
    max: 1000,
    multiline: true,
    description: 'Why the answer changes; shown to the author.',
  })
  reason: string;
}

export class DeskTextDto {
  @PlainText({ min: 2, max: 4000, multiline: true })
  text: string;
}

export class RefusalProposalDto {
  @PlainText({
    min: 10,
    max: 8000,
    multiline: true,
    description: 'The refusal with its reasons, as the author will read it.',
  })
  text: string;
}

export class AnsweringReasonDto {
  @PlainText({ min: 4, max: 1000, multiline: true })
  reason: string;
}

export class ReasonForAuthorDto {
  @PlainText({ min: 4, max: 1000, multiline: true, description: 'Shown to the author.' })
  reason: string;
}

export class RequestExtensionDto {
  @ApiProperty({ minimum: 1, maximum: 100_000, description: 'Working minutes; the policy has a limit.' })
  @IsInt()
  @Min(1)
  @Max(100_000)
  workingMinutes: number;

  @PlainText({ min: 4, max: 1000, multiline: true, description: 'Shown to the author.' })
  reason: string;
}

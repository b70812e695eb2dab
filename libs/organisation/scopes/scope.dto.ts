import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsDefined, ValidateNested } from 'class-validator';
import { LocalisedExamplesDto, LocalisedTextDto } from '../localised-text.dto.js';

/** What a department answers for, with examples of what belongs there and what does not. */
export class PublishScopeDto {
  @ApiProperty({ type: LocalisedTextDto })
  @IsDefined()
  @ValidateNested()
  @Type(() => LocalisedTextDto)
  title: LocalisedTextDto;

  @ApiProperty({ type: LocalisedExamplesDto })
  @IsDefined()
  @ValidateNested()
  @Type(() => LocalisedExamplesDto)
  belongs: LocalisedExamplesDto;

  @ApiProperty({ type: LocalisedExamplesDto })
  @IsDefined()
  @ValidateNested()
  @Type(() => LocalisedExamplesDto)
  belongsNot: LocalisedExamplesDto;
}

export class ScopeDto extends PublishScopeDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid', description: 'The same for all versions of one entry.' })
  lineageId: string;
  @ApiProperty({ format: 'uuid' })
  departmentId: string;
  @ApiProperty({ type: LocalisedTextDto })
  departmentName: LocalisedTextDto;
  @ApiProperty()
  version: number;
  @ApiProperty({ enum: ['published', 'retired'] })
  state: 'published' | 'retired';
  @ApiProperty({ type: String, format: 'date-time' })
  publishedAt: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  retiredAt: Date | null;
}

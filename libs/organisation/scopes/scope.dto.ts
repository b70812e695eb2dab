import { Part } from '@huiyin/platform';
import { ApiProperty } from '@nestjs/swagger';
import { LocalisedExamplesDto, LocalisedTextDto } from '../localised-text.dto.js';

/** What a department answers for, with examples of what belongs there and what does not. */
export class PublishScopeDto {
  @Part(() => LocalisedTextDto)
  title: LocalisedTextDto;

  @Part(() => LocalisedExamplesDto)
  belongs: LocalisedExamplesDto;

  @Part(() => LocalisedExamplesDto)
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

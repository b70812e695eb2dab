import { Part, TimeZone, WhenSent } from '@huiyin/platform';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { CODE } from '../code.js';
import { LocalisedTextDto } from '../localised-text.dto.js';

export class CreateSiteDto {
  @ApiProperty({ pattern: CODE.source, example: 'SH' })
  @Matches(CODE)
  code: string;

  @Part(() => LocalisedTextDto)
  name: LocalisedTextDto;

  @ApiProperty({ example: 'Asia/Shanghai', description: 'IANA time zone.' })
  @TimeZone()
  timeZone: string;
}

export class ChangeSiteDto {
  @ApiPropertyOptional({ pattern: CODE.source })
  @WhenSent()
  @Matches(CODE)
  code?: string;

  @Part(() => LocalisedTextDto, { optional: true })
  name?: LocalisedTextDto;

  @ApiPropertyOptional()
  @WhenSent()
  @TimeZone()
  timeZone?: string;
}

export class SiteDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty()
  code: string;
  @ApiProperty({ type: LocalisedTextDto })
  name: LocalisedTextDto;
  @ApiProperty()
  timeZone: string;
  @ApiProperty()
  version: number;
}

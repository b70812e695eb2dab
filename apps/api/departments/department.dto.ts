import { Part, WhenSent } from '@huiyin/platform';
import { CODE, LocalisedTextDto } from '@huiyin/organisation';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsUUID,
  Matches,
} from 'class-validator';

/** An id, or null for "nobody" or "none". */
const IdOrNull = (): PropertyDecorator => (target, key) => {
  ApiPropertyOptional({ type: String, nullable: true, format: 'uuid' })(target, key);
  IsOptional()(target, key);
  IsUUID()(target, key);
};

export class CreateDepartmentDto {
  @ApiProperty({ pattern: CODE.source, example: 'QUALITY' })
  @Matches(CODE)
  code: string;

  @Part(() => LocalisedTextDto)
  name: LocalisedTextDto;

  @ApiPropertyOptional({ enum: ['ordinary', 'coordinator'], default: 'ordinary' })
  @WhenSent()
  @IsIn(['ordinary', 'coordinator'])
  kind?: 'ordinary' | 'coordinator';

  @IdOrNull()
  siteId?: string | null;
  @IdOrNull()
  parentId?: string | null;
  @IdOrNull()
  headId?: string | null;
  @IdOrNull()
  deputyId?: string | null;
  @IdOrNull()
  leaderId?: string | null;

  @ApiPropertyOptional({ type: [String], format: 'uuid', maxItems: 500 })
  @WhenSent()
  @IsArray()
  @ArrayMaxSize(500)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  handlerIds?: string[];
}

export class ChangeDepartmentDto {
  @Part(() => LocalisedTextDto, { optional: true })
  name?: LocalisedTextDto;

  @IdOrNull()
  siteId?: string | null;
  @IdOrNull()
  parentId?: string | null;
  @IdOrNull()
  headId?: string | null;
  @IdOrNull()
  deputyId?: string | null;
  @IdOrNull()
  leaderId?: string | null;

  @ApiPropertyOptional({ type: [String], format: 'uuid', maxItems: 500 })
  @WhenSent()
  @IsArray()
  @ArrayMaxSize(500)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  handlerIds?: string[];

  @ApiPropertyOptional()
  @WhenSent()
  @IsBoolean()
  isActive?: boolean;
}

export class PersonNameDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty()
  name: string;
}

export class DepartmentDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty()
  code: string;
  @ApiProperty({ type: LocalisedTextDto })
  name: LocalisedTextDto;
  @ApiProperty({ type: String, nullable: true, format: 'uuid' })
  siteId: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'uuid' })
  parentId: string | null;
  @ApiProperty({ enum: ['ordinary', 'coordinator'] })
  kind: 'ordinary' | 'coordinator';
  @ApiProperty({ type: PersonNameDto, nullable: true })
  head: PersonNameDto | null;
  @ApiProperty({ type: PersonNameDto, nullable: true })
  deputy: PersonNameDto | null;
  @ApiProperty({ type: PersonNameDto, nullable: true })
  leader: PersonNameDto | null;
  @ApiProperty({ type: [PersonNameDto] })
  handlers: PersonNameDto[];
  @ApiProperty()
  isActive: boolean;
  @ApiProperty({ description: 'Number of published scope entries.' })
  scopeCount: number;
  @ApiProperty()
  version: number;
}

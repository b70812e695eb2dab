import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional } from 'class-validator';

export const IMPORT_KINDS = ['people', 'departments'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

export class ImportQueryDto {
  @ApiProperty({ enum: IMPORT_KINDS })
  @IsIn(IMPORT_KINDS)
  kind: ImportKind;

  @ApiPropertyOptional({ default: true, description: 'Report what would happen and write nothing.' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  dryRun: boolean = true;
}

export class ImportErrorDto {
  @ApiProperty({ type: Number, nullable: true, description: 'As a spreadsheet counts: the header is row 1.' })
  row: number | null;
  @ApiProperty({ type: String, nullable: true })
  column: string | null;
  @ApiProperty({ description: 'A stable word.' })
  rule: string;
  @ApiProperty()
  message: string;
  @ApiPropertyOptional({ description: 'What stands there, shortened.' })
  value?: string;
}

export class ImportReportDto {
  @ApiProperty({ enum: IMPORT_KINDS })
  kind: ImportKind;
  @ApiProperty()
  dryRun: boolean;
  @ApiProperty({ type: String, enum: ['UTF-8', 'GB18030'], nullable: true })
  encoding: 'UTF-8' | 'GB18030' | null;
  @ApiProperty()
  rows: number;
  @ApiProperty()
  created: number;
  @ApiProperty()
  updated: number;
  @ApiProperty()
  unchanged: number;
  @ApiProperty({ description: 'Number of errors; the list stops at a thousand.' })
  errorCount: number;
  @ApiProperty({ type: [ImportErrorDto] })
  errors: ImportErrorDto[];
}

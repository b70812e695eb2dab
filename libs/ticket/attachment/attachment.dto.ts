import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';

export class AttachmentDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ example: '排班表.xlsx' })
  fileName: string;

  @ApiProperty({ description: 'By the content of the file, whatever its name says.' })
  mediaType: string;

  @ApiProperty({ description: 'As stored; pictures are written anew and may differ from what was sent.' })
  sizeBytes: number;
}

export class DownloadQueryDto {
  @ApiPropertyOptional({ enum: ['1'], description: 'Show in the browser; pictures and PDF only.' })
  @IsOptional()
  @IsIn(['1'])
  inline?: '1';
}

import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { PageRequestDto } from '@huiyin/platform';

export class DemoMailQuery extends PageRequestDto {
  /** Address of the recipient; all recipients when missing. */
  @ApiPropertyOptional({ maxLength: 150 })
  @IsOptional()
  @IsString()
  @MaxLength(150)
  recipient?: string;
}

export class DemoMailSummary {
  @ApiProperty()
  id: string;
  @ApiProperty()
  from: string;
  @ApiProperty()
  to: string;
  @ApiProperty()
  subject: string;
  @ApiProperty({ format: 'date-time' })
  date: string;
}

export class DemoMailPage {
  @ApiProperty({ type: [DemoMailSummary] })
  items: DemoMailSummary[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

export class DemoMail extends DemoMailSummary {
  @ApiProperty({ type: String, nullable: true })
  text: string | null;
  @ApiProperty({ type: String, nullable: true })
  html: string | null;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  headers: Record<string, string>;
}

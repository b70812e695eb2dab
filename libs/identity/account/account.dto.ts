import { Instant, LOCALES, TimeZone, WhenSent, type Locale } from '@huiyin/platform';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, ValidateIf } from 'class-validator';

const InstantOrNull = (): PropertyDecorator => (target, key) => {
  ValidateIf((_, value: unknown) => value !== undefined && value !== null)(target, key);
  Instant()(target, key);
};

/** What people change about themselves. */
export class ChangeMeDto {
  @ApiPropertyOptional({ enum: LOCALES, enumName: 'Locale' })
  @WhenSent()
  @IsIn(LOCALES)
  locale?: Locale;

  @ApiPropertyOptional({ example: 'Asia/Shanghai', description: 'IANA time zone.' })
  @WhenSent()
  @TimeZone()
  timeZone?: string;

  @ApiPropertyOptional({ type: String, nullable: true, format: 'date-time' })
  @InstantOrNull()
  absentFrom?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, format: 'date-time' })
  @InstantOrNull()
  absentUntil?: string | null;
}

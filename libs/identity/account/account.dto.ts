import { LOCALES, type Locale } from '@huiyin/platform';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsTimeZone, Matches, ValidateIf } from 'class-validator';

const WhenSent = (): PropertyDecorator => ValidateIf((_, value: unknown) => value !== undefined);
const InstantOrNull = (): PropertyDecorator => (target, key) => {
  ValidateIf((_, value: unknown) => value !== undefined && value !== null)(target, key);
  IsISO8601({ strict: true, strictSeparator: true })(target, key);
  Matches(/T.*(?:Z|[+-]\d\d:\d\d)$/, { message: '$property must be an instant with its offset, such as …Z' })(
    target,
    key,
  );
};

/** What people change about themselves. */
export class ChangeMeDto {
  @ApiPropertyOptional({ enum: LOCALES, enumName: 'Locale' })
  @WhenSent()
  @IsIn(LOCALES)
  locale?: Locale;

  @ApiPropertyOptional({ example: 'Asia/Shanghai', description: 'IANA time zone.' })
  @WhenSent()
  @IsTimeZone()
  timeZone?: string;

  @ApiPropertyOptional({ type: String, nullable: true, format: 'date-time' })
  @InstantOrNull()
  absentFrom?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, format: 'date-time' })
  @InstantOrNull()
  absentUntil?: string | null;
}

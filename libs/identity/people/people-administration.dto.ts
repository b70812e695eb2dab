import {
  LOCALES,
  PageRequestDto,
  PlainText,
  ROLES,
  WhenSent,
  type Locale,
  type Role,
} from '@huiyin/platform';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  ValidateIf,
} from 'class-validator';
import { canonicalEmployeeNumber, EMPLOYEE_NUMBER, EMPLOYEE_NUMBER_RULE } from './employee-number.js';

const Nullable = (): PropertyDecorator => ValidateIf((_, value: unknown) => value !== null);
const NullableWhenSent = (): PropertyDecorator =>
  ValidateIf((_, value: unknown) => value !== undefined && value !== null);
const EmailAddress = (): PropertyDecorator => (target, key) => {
  // The check that the next decorator makes throws on half a surrogate pair.
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && !value.isWellFormed() ? '' : value,
  )(target, key);
  IsEmail()(target, key);
};
const EmployeeNumber = (): PropertyDecorator => (target, key) => {
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? canonicalEmployeeNumber(value) : value,
  )(target, key);
  Matches(EMPLOYEE_NUMBER, { message: `$property ${EMPLOYEE_NUMBER_RULE}` })(target, key);
};

export class RegisterPersonDto {
  @ApiProperty({ pattern: EMPLOYEE_NUMBER.source, example: 'A1001' })
  @EmployeeNumber()
  employeeNumber: string;

  @PlainText({ max: 100 })
  name: string;

  @ApiProperty({ type: String, nullable: true, format: 'email' })
  @Nullable()
  @EmailAddress()
  @MaxLength(254)
  email: string | null;

  @ApiProperty({ enum: LOCALES, enumName: 'Locale' })
  @IsIn(LOCALES)
  locale: Locale;

  @ApiProperty({ type: String, nullable: true, format: 'uuid' })
  @Nullable()
  @IsUUID()
  siteId: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'uuid' })
  @Nullable()
  @IsUUID()
  departmentId: string | null;

  @ApiProperty({ enum: ROLES, enumName: 'Role', isArray: true })
  @IsArray()
  @ArrayUnique()
  @IsIn(ROLES, { each: true })
  roles: Role[];
}

export class ChangePersonDto {
  @ApiPropertyOptional({ pattern: EMPLOYEE_NUMBER.source })
  @WhenSent()
  @EmployeeNumber()
  employeeNumber?: string;

  @ApiPropertyOptional({ minLength: 1, maxLength: 100 })
  @WhenSent()
  @PlainText({ max: 100 })
  name?: string;

  @ApiPropertyOptional({ type: String, nullable: true, format: 'email' })
  @NullableWhenSent()
  @EmailAddress()
  @MaxLength(254)
  email?: string | null;

  @ApiPropertyOptional({ enum: LOCALES, enumName: 'Locale' })
  @WhenSent()
  @IsIn(LOCALES)
  locale?: Locale;

  @ApiPropertyOptional({ type: String, nullable: true, format: 'uuid' })
  @NullableWhenSent()
  @IsUUID()
  siteId?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, format: 'uuid' })
  @NullableWhenSent()
  @IsUUID()
  departmentId?: string | null;

  @ApiPropertyOptional({ enum: ROLES, enumName: 'Role', isArray: true })
  @WhenSent()
  @IsArray()
  @ArrayUnique()
  @IsIn(ROLES, { each: true })
  roles?: Role[];

  @ApiPropertyOptional()
  @WhenSent()
  @IsBoolean()
  isActive?: boolean;
}

export class PeopleQueryDto extends PageRequestDto {
  @ApiPropertyOptional({ description: 'Part of a name, or the beginning of an employee number.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  @Matches(/^[^\p{Cc}]*$/u, { message: 'q must not contain control characters' })
  q?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  departmentId?: string;
}

export class PersonDto {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty()
  employeeNumber: string;
  @ApiProperty()
  name: string;
  @ApiProperty({ type: String, nullable: true })
  email: string | null;
  @ApiProperty({ enum: LOCALES, enumName: 'Locale' })
  locale: Locale;
  @ApiProperty({ type: String, nullable: true, format: 'uuid' })
  siteId: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'uuid' })
  departmentId: string | null;
  @ApiProperty({ enum: ROLES, enumName: 'Role', isArray: true })
  roles: readonly Role[];
  @ApiProperty()
  isActive: boolean;
  @ApiProperty()
  mustChangePassword: boolean;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  mailBouncedAt: Date | null;
  @ApiProperty({ type: String, nullable: true })
  mailBounceReason: string | null;
  @ApiProperty()
  version: number;
}

export class PersonPageDto {
  @ApiProperty({ type: [PersonDto] })
  items: readonly PersonDto[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor: string | null;
}

export class InitialPasswordDto {
  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'Shown this once. Null when this request was already carried out: reset the password instead.',
  })
  initialPassword: string | null;
}

export class RegisteredPersonDto extends InitialPasswordDto {
  @ApiProperty({ type: PersonDto })
  person: PersonDto;
}

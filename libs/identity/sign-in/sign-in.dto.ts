import { OptionalField } from '@huiyin/platform';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsString, Length, Matches } from 'class-validator';

export class SignInDto {
  @ApiProperty({ minLength: 1, maxLength: 64, example: 'A1001' })
  @IsString()
  @Length(1, 64)
  @Matches(/^[^\p{Cc}]*$/u, { message: 'employeeNumber must not contain control characters' })
  employeeNumber: string;

  @ApiProperty({ minLength: 1, maxLength: 400, format: 'password' })
  @IsString()
  @Length(1, 400)
  password: string;

  @ApiPropertyOptional({ description: 'Others use this computer too: sign out after 15 idle minutes.' })
  @OptionalField()
  @IsBoolean()
  sharedSeat?: boolean;
}

export class ChangePasswordDto {
  @ApiProperty({ minLength: 1, maxLength: 400, format: 'password' })
  @IsString()
  @Length(1, 400)
  currentPassword: string;

  @ApiProperty({ minLength: 10, maxLength: 200, format: 'password' })
  @IsString()
  @Length(1, 400)
  newPassword: string;
}

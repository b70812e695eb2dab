import { ApiProperty } from '@nestjs/swagger';
import type { IsoWeek } from '../domain/iso-week.js';
import { LABEL } from '../domain/protocol.js';
import { week } from './anonymity.dto.js';

export class PublishedTokenDto {
  @ApiProperty({
    description: 'SHA-384 of what the issuer signed blindly, base64url: it leads to no author and no ticket.',
    minLength: 64,
    maxLength: 64,
  })
  digest: string;

  @ApiProperty({
    description: 'RSASSA-PSS over the digest with the key of the week, salt of 48 bytes, base64url.',
    minLength: 342,
    maxLength: 342,
  })
  signature: string;
}

export class PublishedWeekDto {
  @ApiProperty(week) week: IsoWeek;
  @ApiProperty({ description: 'Tokens issued.' }) issued: number;
  @ApiProperty({ description: 'Employees who had one.' }) people: number;
  @ApiProperty({ type: [PublishedTokenDto], description: 'Redeemed, in the order of their digests.' })
  tokens: PublishedTokenDto[];
}

export class RedeemedTokensDto {
  @ApiProperty({ enum: [LABEL] }) protocol: string;
  @ApiProperty({ type: [PublishedWeekDto], description: 'Weeks that are over, oldest first.' })
  weeks: PublishedWeekDto[];
  @ApiProperty({ ...week, type: [String], description: 'Weeks kept back because they are about few.' })
  withheld: IsoWeek[];
}

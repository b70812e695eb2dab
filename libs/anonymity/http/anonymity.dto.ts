import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import type { ShownCount } from '@huiyin/platform';
import { ISO_WEEK, type IsoWeek } from '../domain/iso-week.js';
import { KEY_KINDS, LABEL, type KeyKind } from '../domain/protocol.js';

const hash = { description: 'SHA-256, base64url.', minLength: 43, maxLength: 43 } as const;
export const week = { type: String, example: '2026-W48', pattern: ISO_WEEK.source } as const;

export class PublishedKeyDto {
  @ApiProperty({ description: '1, 2, 3 … without gaps.' }) sequence: number;
  @ApiProperty({ enum: KEY_KINDS, description: 'One key of each kind a week at most.' }) kind: KeyKind;
  @ApiProperty({ ...week, description: 'ISO week, Chinese time, from which it is used.' }) week: IsoWeek;
  @ApiProperty({ description: 'SubjectPublicKeyInfo in DER, base64url.' }) spki: string;
  @ApiProperty(hash) hash: string;
  @ApiProperty({ ...hash, description: 'Hash of the entry before, base64url; 32 zeros for the first.' })
  previousHash: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'Of an envelope key: Ed25519 by the key of promises over label ` envelope key`, 0, week, 0, spki; base64url.',
  })
  signature: string | null;
}

export class ReleaseDto {
  @ApiProperty({
    type: String,
    nullable: true,
    example: '02:30',
    description: 'Once a day, at this hour of Chinese time.',
  })
  daily: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Instead, in a demo: every so many seconds.' })
  everySeconds: number | null;
  @ApiProperty({ description: 'Only when so many employees have had a token since the last release.' })
  leastEmployees: number;
}

export class IntakeDto {
  @ApiProperty({ description: 'Where envelopes are posted.', example: 'https://intake.example.org' })
  url: string;
  @ApiProperty({ description: 'Every browser sends one envelope in each stretch of so many seconds.' })
  everySeconds: number;
  @ApiProperty({ type: ReleaseDto, description: 'When what was written becomes a ticket.' })
  release: ReleaseDto;
}

export class WeeklyCountDto {
  @ApiProperty(week) week: IsoWeek;
  @ApiProperty({ type: Number, nullable: true, description: 'Null when fewer than five people had one.' })
  issued: ShownCount | null;
  @ApiProperty({ type: Number, nullable: true, description: 'People who had one; null below five.' })
  people: ShownCount | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Null when fewer than five were redeemed or were not.',
  })
  redeemed: ShownCount | null;
}

export class KeyLogDto {
  @ApiProperty({ enum: [LABEL] }) protocol: string;
  @ApiProperty({ ...week, description: 'The week whose tokens are issued now.' }) presentWeek: IsoWeek;
  @ApiProperty({ type: [PublishedKeyDto], description: 'Every key ever published, oldest first.' })
  keys: PublishedKeyDto[];
  @ApiProperty({ type: IntakeDto, nullable: true, description: 'Null where nobody can write anonymously.' })
  intake: IntakeDto | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description:
      'At least so many employees have had a token since the last release, in steps; null below five.',
  })
  crowd: number | null;
  @ApiProperty({
    type: [WeeklyCountDto],
    description: 'Tokens issued and redeemed in the weeks that are over, newest first.',
  })
  weeks: WeeklyCountDto[];
}

export class IssueTokenDto {
  @ApiProperty(week)
  @Matches(ISO_WEEK)
  week: IsoWeek;

  @ApiProperty({ description: 'Blinded message, 256 bytes in base64url.', minLength: 342, maxLength: 342 })
  // 342 characters hold 2052 bits: the last one must leave the four beyond 2048 empty.
  @Matches(/^[A-Za-z0-9_-]{341}[AQgw]$/)
  blinded: string;
}

export class IssuedTokenDto {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Blind signature, 256 bytes in base64url; null when there is none today.',
  })
  blindSignature: string | null;

  @ApiProperty({
    enum: ['session-has-one', 'day-spent', 'week-spent'],
    nullable: true,
    description:
      'Why there is none: this session has had its token of today, or the person those of this week.',
  })
  reason: 'session-has-one' | 'day-spent' | 'week-spent' | null;
}

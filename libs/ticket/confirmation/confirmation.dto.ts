import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { Part, PlainText } from '@huiyin/platform';

export class RatingsDto {
  @ApiProperty({ minimum: 1, maximum: 5, description: 'What came of it.' })
  @IsInt()
  @Min(1)
  @Max(5)
  outcome: number;

  @ApiProperty({ minimum: 1, maximum: 5, description: 'How it was dealt with.' })
  @IsInt()
  @Min(1)
  @Max(5)
  handling: number;

  @ApiProperty({ minimum: 1, maximum: 5, description: 'How it felt.' })
  @IsInt()
  @Min(1)
  @Max(5)
  feeling: number;
}

export class ConfirmDto {
  @Part(() => RatingsDto)
  ratings: RatingsDto;

  @PlainText({ max: 1000, multiline: true, optional: true })
  comment?: string;
}

export class RejectDto {
  @ApiProperty({ enum: ['partly', 'no'] })
  @IsIn(['partly', 'no'])
  verdict: 'partly' | 'no';

  @PlainText({ min: 4, max: 1000, multiline: true, description: 'What is still missing.' })
  reason: string;

  @Part(() => RatingsDto)
  ratings: RatingsDto;
}

export class WithdrawDto {
  @PlainText({ min: 4, max: 1000, multiline: true, optional: true })
  reason?: string;
}

export class ReopenDto {
  @PlainText({ min: 4, max: 1000, multiline: true })
  reason: string;
}

export class ReplyDto {
  @PlainText({ min: 2, max: 4000, multiline: true })
  text: string;
}

import { Body, Controller, UseInterceptors } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsDefined, IsIn, IsInt, Max, Min, ValidateNested } from 'class-validator';
import { PlainText, VersionTag } from '@huiyin/platform';
import { CurrentStep, StepRoute, TicketSteps, type Step } from '../store/ticket-steps.js';
import type { TicketDto } from '../store/ticket.dto.js';

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
  @ApiProperty({ type: RatingsDto })
  @IsDefined()
  @ValidateNested()
  @Type(() => RatingsDto)
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

  @ApiProperty({ type: RatingsDto })
  @IsDefined()
  @ValidateNested()
  @Type(() => RatingsDto)
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

/** What only the author can do. */
@ApiTags('author')
@UseInterceptors(VersionTag)
@Controller('tickets')
export class ConfirmationController {
  constructor(private readonly steps: TicketSteps) {}

  @StepRoute('reply', 'Answer a question of the department, or add something')
  reply(@CurrentStep() step: Step, @Body() body: ReplyDto): Promise<TicketDto | undefined> {
    return this.steps.give(step, { name: 'reply', text: body.text });
  }

  @StepRoute('confirm', 'It is resolved; closes the ticket')
  confirm(@CurrentStep() step: Step, @Body() body: ConfirmDto): Promise<TicketDto | undefined> {
    return this.steps.give(step, { name: 'confirm', ratings: { ...body.ratings }, comment: body.comment });
  }

  @StepRoute('reject', 'It is not, or only partly, resolved; the leadership takes over')
  reject(@CurrentStep() step: Step, @Body() body: RejectDto): Promise<TicketDto | undefined> {
    return this.steps.give(step, {
      name: 'reject',
      verdict: body.verdict,
      reason: body.reason,
      ratings: { ...body.ratings },
    });
  }

  @StepRoute('withdraw', 'Take the ticket back')
  withdraw(@CurrentStep() step: Step, @Body() body: WithdrawDto): Promise<TicketDto | undefined> {
    return this.steps.give(step, { name: 'withdraw', reason: body.reason });
  }

  @StepRoute('reopen', 'Bring back a ticket that was closed by silence')
  reopen(@CurrentStep() step: Step, @Body() body: ReopenDto): Promise<TicketDto | undefined> {
    return this.steps.give(step, { name: 'reopen', reason: body.reason });
  }
}

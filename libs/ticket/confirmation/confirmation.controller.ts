import { Body, Controller, UseInterceptors } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { VersionTag } from '@huiyin/platform';
import { CurrentStep, StepRoute, TicketSteps, type Step } from '../store/ticket-steps.js';
import type { TicketDto } from '../store/ticket.dto.js';
import { ConfirmDto, RejectDto, ReopenDto, ReplyDto, WithdrawDto } from './confirmation.dto.js';

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

import { Body, Controller, UseInterceptors } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import { PlainText, VersionTag } from '@huiyin/platform';
import { CurrentStep, StepRoute, TicketSteps, type Step } from '../store/ticket-steps.js';
import type { TicketDto } from '../store/ticket.dto.js';

export class ApproveRefusalDto {
  @PlainText({ min: 2, max: 1000, multiline: true, optional: true })
  comment?: string;
}

export class LeaderReasonDto {
  @PlainText({ min: 4, max: 1000, multiline: true })
  reason: string;
}

export class DecideExtensionDto {
  @ApiProperty()
  @IsBoolean()
  approve: boolean;

  @PlainText({ min: 4, max: 1000, multiline: true, optional: true, description: 'Shown to the author.' })
  reason?: string;
}

/** What only the leadership decides; the leader answers an escalation through `answer` as anyone does. */
@ApiTags('leadership')
@UseInterceptors(VersionTag)
@Controller('tickets')
export class EscalationController {
  constructor(private readonly steps: TicketSteps) {}

  @StepRoute('approve-refusal', 'The refusal is right; it goes to the author')
  approveRefusal(@CurrentStep() step: Step, @Body() body: ApproveRefusalDto): Promise<TicketDto | undefined> {
    return this.steps.give(step, { name: 'approve-refusal', comment: body.comment });
  }

  @StepRoute('decline-refusal', 'No refusal; the department answers')
  declineRefusal(@CurrentStep() step: Step, @Body() body: LeaderReasonDto): Promise<TicketDto | undefined> {
    return this.steps.give(step, { name: 'decline-refusal', reason: body.reason });
  }

  @StepRoute('approve-abuse', 'It is abuse: closed, and the author’s key counts for nothing any more')
  approveAbuse(@CurrentStep() step: Step, @Body() body: ApproveRefusalDto): Promise<TicketDto | undefined> {
    return this.steps.give(step, { name: 'approve-abuse', comment: body.comment });
  }

  @StepRoute('decline-abuse', 'It is no abuse; the department answers')
  declineAbuse(@CurrentStep() step: Step, @Body() body: LeaderReasonDto): Promise<TicketDto | undefined> {
    return this.steps.give(step, { name: 'decline-abuse', reason: body.reason });
  }

  @StepRoute('decide-extension', 'Give more time, or do not')
  decideExtension(
    @CurrentStep() step: Step,
    @Body() body: DecideExtensionDto,
  ): Promise<TicketDto | undefined> {
    return this.steps.give(step, { name: 'decide-extension', approve: body.approve, reason: body.reason });
  }

  @StepRoute('mark-ordinary', 'It is not complex: the limit for ordinary tickets holds again')
  markOrdinary(@CurrentStep() step: Step, @Body() body: LeaderReasonDto): Promise<TicketDto | undefined> {
    return this.steps.give(step, { name: 'mark-ordinary', reason: body.reason });
  }

  @StepRoute('redo', 'Back to the department for another answer')
  redo(@CurrentStep() step: Step, @Body() body: LeaderReasonDto): Promise<TicketDto | undefined> {
    return this.steps.give(step, { name: 'redo', reason: body.reason });
  }

  @StepRoute('close-unresolved', 'Close after a second "no", with the reasons')
  closeUnresolved(@CurrentStep() step: Step, @Body() body: LeaderReasonDto): Promise<TicketDto | undefined> {
    return this.steps.give(step, { name: 'close-unresolved', reason: body.reason });
  }
}

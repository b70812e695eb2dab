import { Body, Controller, UseInterceptors } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import { PlainText, VersionTag } from '@huiyin/platform';
import { CurrentStep, StepRoute, TicketSteps, type Step } from '../store/ticket-steps.js';
import type { TicketDto } from '../store/ticket.dto.js';

export class TransferDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  departmentId: string;

  @PlainText({
    min: 4,
    max: 1000,
    multiline: true,
    description: 'Shown to the author and to the next department.',
  })
  reason: string;
}

export class MergeDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  intoTicketId: string;

  @PlainText({ min: 4, max: 1000, multiline: true })
  reason: string;
}

export class RoutingReasonDto {
  @PlainText({ min: 4, max: 1000, multiline: true })
  reason: string;
}

/** Where a ticket belongs. */
@ApiTags('department')
@UseInterceptors(VersionTag)
@Controller('tickets')
export class RoutingController {
  constructor(private readonly steps: TicketSteps) {}

  @StepRoute('acknowledge', 'We have seen it and take care of it')
  acknowledge(@CurrentStep() step: Step): Promise<TicketDto | undefined> {
    return this.steps.give(step, { name: 'acknowledge' });
  }

  @StepRoute('accept-transfer', 'Yes, this belongs to us')
  acceptTransfer(@CurrentStep() step: Step): Promise<TicketDto | undefined> {
    return this.steps.give(step, { name: 'accept-transfer' });
  }

  @StepRoute('transfer', 'Give it to the department it belongs to; the third time the coordinator decides')
  transfer(@CurrentStep() step: Step, @Body() body: TransferDto): Promise<TicketDto | undefined> {
    return this.steps.give(step, { name: 'transfer', departmentId: body.departmentId, reason: body.reason });
  }

  @StepRoute('merge', 'Answer it together with another ticket')
  merge(@CurrentStep() step: Step, @Body() body: MergeDto): Promise<TicketDto | undefined> {
    return this.steps.give(step, { name: 'merge', intoTicketId: body.intoTicketId, reason: body.reason });
  }

  @StepRoute('unmerge', 'Answer it on its own after all')
  unmerge(@CurrentStep() step: Step, @Body() body: RoutingReasonDto): Promise<TicketDto | undefined> {
    return this.steps.give(step, { name: 'unmerge', reason: body.reason });
  }

  @StepRoute('propose-abuse', 'Ask the leader to close an anonymous ticket as abusive')
  proposeAbuse(@CurrentStep() step: Step, @Body() body: RoutingReasonDto): Promise<TicketDto | undefined> {
    return this.steps.give(step, { name: 'propose-abuse', reason: body.reason });
  }

  @StepRoute('remove', 'Remove it from view; a stub with the reason stays')
  remove(@CurrentStep() step: Step, @Body() body: RoutingReasonDto): Promise<TicketDto | undefined> {
    return this.steps.give(step, { name: 'remove', reason: body.reason });
  }
}

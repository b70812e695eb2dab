import { Body, Controller, UseInterceptors } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { VersionTag } from '@huiyin/platform';
import { CurrentStep, StepRoute, TicketSteps, type Step } from '../store/ticket-steps.js';
import type { TicketDto } from '../store/ticket.dto.js';
import {
  AmendAnswerDto,
  AnsweringReasonDto,
  AnswerTicketDto,
  DeskTextDto,
  PublishDto,
  RefusalProposalDto,
  ReasonForAuthorDto,
  RequestExtensionDto,
} from './answering.dto.js';

/** What is said to the author, and what of it everybody may read. */
@ApiTags('department')
@UseInterceptors(VersionTag)
@Controller('tickets')
export class AnsweringController {
  constructor(private readonly steps: TicketSteps) {}

  @StepRoute('ask-author', 'Ask the author something; the clock pauses')
  askAuthor(@CurrentStep() step: Step, @Body() body: DeskTextDto): Promise<TicketDto | undefined> {
    return this.steps.give(step, { name: 'ask-author', text: body.text });
  }

  @StepRoute('note', 'Interim note to the author; never stops a clock')
  note(@CurrentStep() step: Step, @Body() body: DeskTextDto): Promise<TicketDto | undefined> {
    return this.steps.give(step, { name: 'note', text: body.text });
  }

  @StepRoute('answer', 'Answer, also every ticket merged into this one')
  answer(@CurrentStep() step: Step, @Body() body: AnswerTicketDto): Promise<TicketDto | undefined> {
    const publication =
      body.publicationReason && body.namesChecked
        ? { publicationReason: body.publicationReason, namesChecked: true, summary: body.summary }
        : undefined;
    return this.steps.give(step, {
      name: 'answer',
      text: body.text,
      visibility: body.visibility,
      publication,
    });
  }

  @StepRoute('amend-answer', 'Correct an answer; the old text stays in the record')
  amendAnswer(@CurrentStep() step: Step, @Body() body: AmendAnswerDto): Promise<TicketDto | undefined> {
    return this.steps.give(step, { name: 'amend-answer', text: body.text, reason: body.reason });
  }

  @StepRoute('propose-refusal', 'Ask the leader to approve a refusal')
  proposeRefusal(
    @CurrentStep() step: Step,
    @Body() body: RefusalProposalDto,
  ): Promise<TicketDto | undefined> {
    return this.steps.give(step, { name: 'propose-refusal', text: body.text });
  }

  @StepRoute('mark-complex', 'Class an ordinary ticket as complex, which takes longer; possible once')
  markComplex(@CurrentStep() step: Step, @Body() body: ReasonForAuthorDto): Promise<TicketDto | undefined> {
    return this.steps.give(step, { name: 'mark-complex', reason: body.reason });
  }

  @StepRoute('request-extension', 'Ask the leader for more time; possible once')
  requestExtension(
    @CurrentStep() step: Step,
    @Body() body: RequestExtensionDto,
  ): Promise<TicketDto | undefined> {
    return this.steps.give(step, {
      name: 'request-extension',
      workingMinutes: body.workingMinutes,
      reason: body.reason,
    });
  }

  @StepRoute('publish', 'Put the answer on the public board')
  publish(@CurrentStep() step: Step, @Body() body: PublishDto): Promise<TicketDto | undefined> {
    return this.steps.give(step, {
      name: 'publish',
      publication: {
        publicationReason: body.publicationReason,
        namesChecked: body.namesChecked,
        summary: body.summary,
      },
    });
  }

  @StepRoute('unpublish', 'Take the answer off the public board')
  unpublish(@CurrentStep() step: Step, @Body() body: AnsweringReasonDto): Promise<TicketDto | undefined> {
    return this.steps.give(step, { name: 'unpublish', reason: body.reason });
  }
}

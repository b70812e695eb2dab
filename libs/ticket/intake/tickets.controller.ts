import { Body, Controller, Get, HttpCode, Post, Query, UseInterceptors } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import {
  Allow,
  CurrentPrincipal,
  IdempotencyKey,
  PageRequestDto,
  PlainText,
  UuidParam,
  VersionTag,
  type Principal,
} from '@huiyin/platform';
import { ClockExplanations } from '@huiyin/sla';
import { TICKET_STATES, type TicketState } from '../domain/ticket.js';
import { BOXES, TicketLists, type Box } from '../store/ticket-list.queries.js';
import { TicketTimeline } from '../store/ticket-timeline.queries.js';
import { TicketView } from '../store/ticket-view.queries.js';
import {
  type CountedSpanDto,
  DeadlineDto,
  TicketChainDto,
  TicketCountsDto,
  TicketDto,
  TicketPageDto,
  TimelineEntryDto,
} from '../store/ticket.dto.js';
import { SubmittedTicketDto, SubmitTicketDto } from './submit-ticket.dto.js';
import { SubmitTicket } from './submit-ticket.use-case.js';

export class TicketListRequestDto extends PageRequestDto {
  @ApiProperty({ enum: BOXES })
  @IsIn(BOXES)
  box: Box;

  @ApiPropertyOptional({ enum: TICKET_STATES })
  @IsOptional()
  @IsIn(TICKET_STATES)
  state?: TicketState;

  @PlainText({ max: 100, optional: true, description: 'Part of the title or of the number.' })
  q?: string;
}

@ApiTags('tickets')
@UseInterceptors(VersionTag)
@Controller('tickets')
export class TicketsController {
  constructor(
    private readonly submitTicket: SubmitTicket,
    private readonly lists: TicketLists,
    private readonly tickets: TicketView,
    private readonly timelines: TicketTimeline,
    private readonly explanations: ClockExplanations,
  ) {}

  @Post()
  @HttpCode(201)
  @Allow('employee')
  @ApiOperation({ summary: 'Hand in an opinion', operationId: 'submit' })
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiCreatedResponse({ type: SubmittedTicketDto })
  submit(
    @CurrentPrincipal() principal: Principal,
    @IdempotencyKey() idempotencyKey: string,
    @Body() wish: SubmitTicketDto,
  ): Promise<SubmittedTicketDto> {
    return this.submitTicket.submit(principal.personId, idempotencyKey, wish);
  }

  @Get()
  @Allow('employee')
  @ApiOperation({ summary: 'My tickets, my inbox (due first) or my escalations (due first)' })
  @ApiOkResponse({ type: TicketPageDto })
  list(
    @CurrentPrincipal() principal: Principal,
    @Query() request: TicketListRequestDto,
  ): Promise<TicketPageDto> {
    return this.lists.list(principal.personId, {
      box: request.box,
      state: request.state,
      query: request.q,
      cursor: request.cursor,
      limit: request.limit ?? 25,
    });
  }

  @Get('counts')
  @Allow('employee')
  @ApiOkResponse({ type: TicketCountsDto })
  counts(@CurrentPrincipal() principal: Principal): Promise<TicketCountsDto> {
    return this.lists.counts(principal.personId);
  }

  @Get(':ticketId')
  @Allow('employee')
  @ApiOkResponse({ type: TicketDto })
  ticket(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('ticketId') ticketId: string,
  ): Promise<TicketDto> {
    return this.tickets.view(principal.personId, ticketId);
  }

  @Get(':ticketId/timeline')
  @Allow('employee')
  @ApiOkResponse({ type: [TimelineEntryDto] })
  timeline(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('ticketId') ticketId: string,
  ): Promise<TimelineEntryDto[]> {
    return this.timelines.timeline(principal.personId, ticketId);
  }

  @Get(':ticketId/deadlines')
  @Allow('employee')
  @ApiOperation({ summary: 'How each deadline of this ticket came about' })
  @ApiOkResponse({ type: [DeadlineDto] })
  async deadlines(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('ticketId') ticketId: string,
  ): Promise<DeadlineDto[]> {
    await this.tickets.seen(principal.personId, ticketId);
    return (await this.explanations.explain(ticketId)).map((clock) => ({
      ...clock,
      startedAt: clock.startedAt.toISOString(),
      dueAt: clock.dueAt.toISOString(),
      stoppedAt: clock.stoppedAt?.toISOString() ?? null,
      targetChanges: clock.targetChanges.map((change) => ({ ...change, at: change.at.toISOString() })),
      spans: clock.spans.map(asCountedSpan),
      pauses: clock.pauses.map(asCountedSpan),
    }));
  }

  @Get(':ticketId/chain')
  @Allow('employee')
  @ApiOperation({ summary: 'Proof that the record of this ticket is complete and unchanged' })
  @ApiOkResponse({ type: TicketChainDto })
  chain(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('ticketId') ticketId: string,
  ): Promise<TicketChainDto> {
    return this.timelines.chain(principal.personId, ticketId);
  }
}

function asCountedSpan(span: { startsAt: Date; endsAt: Date; seconds: number }): CountedSpanDto {
  return { startsAt: span.startsAt.toISOString(), endsAt: span.endsAt.toISOString(), seconds: span.seconds };
}

import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { Allow, PageRequestDto, PlainText, UuidParam } from '@huiyin/platform';
import { TICKET_KINDS, type TicketKind } from '../domain/ticket.js';
import { ticketRefusals } from '../store/ticket-refusals.js';
import { Board, BoardItemDto, BoardPageDto } from './board.queries.js';

export class BoardRequestDto extends PageRequestDto {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  departmentId?: string;

  @ApiPropertyOptional({ enum: TICKET_KINDS })
  @IsOptional()
  @IsIn(TICKET_KINDS)
  kind?: TicketKind;

  @PlainText({ max: 100, optional: true })
  q?: string;
}

@ApiTags('board')
@Controller('board')
export class BoardController {
  constructor(private readonly board: Board) {}

  @Get()
  @Allow('employee')
  @ApiOperation({ summary: 'Published answers, newest first' })
  @ApiOkResponse({ type: BoardPageDto })
  list(@Query() request: BoardRequestDto): Promise<BoardPageDto> {
    return this.board.list({
      departmentId: request.departmentId,
      kind: request.kind,
      query: request.q,
      cursor: request.cursor,
      limit: request.limit ?? 25,
    });
  }

  @Get(':ticketId')
  @Allow('employee')
  @ApiOkResponse({ type: BoardItemDto })
  async item(@UuidParam('ticketId') ticketId: string): Promise<BoardItemDto> {
    const item = await this.board.item(ticketId);
    if (!item) throw ticketRefusals.refuse('ticket.not-found');
    return item;
  }
}

import { Controller, Get, Param, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Allow } from '@huiyin/platform';
import { ticketRefusals } from '../store/ticket-refusals.js';
import { AnswerSheetDto, AnswerSheets } from './answer-sheets.queries.js';

const EDITION = /^\d{4}-\d\d-\d\d(-\d{4})?$/;

/** Sealed answers to anonymous authors, fetched by everybody alike, so that fetching them tells nothing. */
@ApiTags('anonymity')
@Controller('answer-sheet')
export class AnswerSheetsController {
  constructor(private readonly sheets: AnswerSheets) {}

  @Get()
  @Allow('employee')
  @ApiOperation({ summary: 'Editions of the answer sheet, newest first', operationId: 'answerSheets' })
  @ApiOkResponse({ type: [AnswerSheetDto] })
  list(): Promise<AnswerSheetDto[]> {
    return this.sheets.list();
  }

  @Get(':edition')
  @Allow('employee')
  @ApiOperation({
    summary: 'One edition: sealed records of 4,096 bytes, the same for everybody, never changed',
    operationId: 'answerSheet',
  })
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async edition(
    @Param('edition') edition: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const content = EDITION.test(edition) ? await this.sheets.content(edition) : null;
    if (!content) throw ticketRefusals.refuse('ticket.no-such-sheet');
    void reply
      .header('x-content-type-options', 'nosniff')
      // On shared seats nothing of it may lie in a cache on the disk.
      .header('cache-control', 'no-store');
    return new StreamableFile(content, { type: 'application/octet-stream', length: content.length });
  }
}

import { Body, Controller, Get, HttpCode, Post, Query, UseInterceptors } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  Allow,
  CurrentPrincipal,
  IfMatchVersion,
  OptionalIdempotencyKey,
  PageRequestDto,
  UuidParam,
  VersionTag,
  type Principal,
} from '@huiyin/platform';
import { bulletinRefusals } from '../bulletin-refusals.js';
import { AnswerRectificationDto, ReturnRectificationDto } from '../publishing/bulletin-steps.dto.js';
import { RectificationDto, RectificationPageDto } from '../reading/bulletin.dto.js';
import { RectificationCommands, type RectificationCommand } from './rectification-commands.js';
import { Rectifications } from './rectifications.queries.js';

const IF_MATCH = { name: 'If-Match', required: true, description: 'Version that was seen, in quotes.' };

@ApiTags('bulletins')
@UseInterceptors(VersionTag)
@Controller('rectifications')
@Allow('employee')
export class RectificationsController {
  constructor(
    private readonly commands: RectificationCommands,
    private readonly rectifications: Rectifications,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Not accepted yet, most urgent first: for leaders all, for others their own' })
  @ApiOkResponse({ type: RectificationPageDto })
  open(
    @CurrentPrincipal() { personId }: Principal,
    @Query() { cursor, limit = 25 }: PageRequestDto,
  ): Promise<RectificationPageDto> {
    return this.rectifications.open(personId, { cursor, limit });
  }

  @Post(':rectificationId/answer')
  @HttpCode(200)
  @ApiOperation({
    summary: 'The department says what changes and by when; again while nobody has accepted it',
  })
  @ApiHeader(IF_MATCH)
  @ApiOkResponse({ type: RectificationDto })
  answer(
    @CurrentPrincipal() { personId }: Principal,
    @UuidParam('rectificationId') id: string,
    @IfMatchVersion() version: number,
    @OptionalIdempotencyKey() key: string | null,
    @Body() { text, doneOn }: AnswerRectificationDto,
  ): Promise<RectificationDto> {
    return this.give(personId, id, version, key, { name: 'answer', text, doneOn });
  }

  @Post(':rectificationId/accept')
  @HttpCode(200)
  @ApiOperation({ summary: 'A leader accepts it' })
  @ApiHeader(IF_MATCH)
  @ApiOkResponse({ type: RectificationDto })
  accept(
    @CurrentPrincipal() { personId }: Principal,
    @UuidParam('rectificationId') id: string,
    @IfMatchVersion() version: number,
    @OptionalIdempotencyKey() key: string | null,
  ): Promise<RectificationDto> {
    return this.give(personId, id, version, key, { name: 'accept' });
  }

  @Post(':rectificationId/return')
  @HttpCode(200)
  @ApiOperation({ summary: 'A leader sends it back with the reason and a new day' })
  @ApiHeader(IF_MATCH)
  @ApiOkResponse({ type: RectificationDto })
  sendBack(
    @CurrentPrincipal() { personId }: Principal,
    @UuidParam('rectificationId') id: string,
    @IfMatchVersion() version: number,
    @OptionalIdempotencyKey() key: string | null,
    @Body() { reason, answerBy }: ReturnRectificationDto,
  ): Promise<RectificationDto> {
    return this.give(personId, id, version, key, { name: 'return', reason, answerBy });
  }

  private async give(
    personId: string,
    rectificationId: string,
    expectedVersion: number,
    idempotencyKey: string | null,
    command: RectificationCommand,
  ): Promise<RectificationDto> {
    await this.commands.perform(personId, { rectificationId, expectedVersion, idempotencyKey, command });
    const found = await this.rectifications.find(personId, rectificationId);
    if (!found) throw bulletinRefusals.refuse('rectification.not-found');
    return found;
  }
}

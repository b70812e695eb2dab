import { Controller, Get, HttpCode, Post, Query, StreamableFile, UseInterceptors } from '@nestjs/common';
import {
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import {
  Allow,
  CurrentPrincipal,
  PageRequestDto,
  UuidParam,
  VersionTag,
  type Principal,
} from '@huiyin/platform';
import { bulletinRefusals } from '../bulletin-refusals.js';
import { BulletinDocument } from '../document/bulletin-document.js';
import { DocumentQueryDto } from '../publishing/bulletin-steps.dto.js';
import { BulletinCountsDto, BulletinDto, BulletinPageDto } from './bulletin.dto.js';
import { BULLETIN_BOXES, Bulletins, type BulletinBox } from './bulletins.queries.js';
import { Receipts } from './receipts.queries.js';

export class BulletinListDto extends PageRequestDto {
  @ApiPropertyOptional({ enum: BULLETIN_BOXES, default: 'published' })
  @IsOptional()
  @IsIn(BULLETIN_BOXES)
  box?: BulletinBox;
}

@ApiTags('bulletins')
@UseInterceptors(VersionTag)
@Controller('bulletins')
@Allow('employee')
export class BulletinsController {
  constructor(
    private readonly bulletins: Bulletins,
    private readonly receipts: Receipts,
    private readonly document: BulletinDocument,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Bulletins for this reader, newest first; leaders also find drafts' })
  @ApiOkResponse({ type: BulletinPageDto })
  list(
    @CurrentPrincipal() { personId }: Principal,
    @Query() query: BulletinListDto,
  ): Promise<BulletinPageDto> {
    const { box = 'published', cursor, limit = 25 } = query;
    return this.bulletins.list(personId, { box, cursor, limit });
  }

  @Get('counts')
  @ApiOkResponse({ type: BulletinCountsDto })
  counts(@CurrentPrincipal() { personId }: Principal): Promise<BulletinCountsDto> {
    return this.bulletins.counts(personId);
  }

  @Get(':bulletinId')
  @ApiOkResponse({ type: BulletinDto })
  async find(
    @CurrentPrincipal() { personId }: Principal,
    @UuidParam('bulletinId') bulletinId: string,
  ): Promise<BulletinDto> {
    const found = await this.bulletins.find(personId, bulletinId);
    if (!found) throw bulletinRefusals.refuse('bulletin.not-found');
    return found;
  }

  @Post(':bulletinId/receipt')
  @HttpCode(204)
  @ApiOperation({ summary: '"I have read it"; pressing it again changes nothing' })
  @ApiNoContentResponse()
  read(
    @CurrentPrincipal() { personId }: Principal,
    @UuidParam('bulletinId') bulletinId: string,
  ): Promise<void> {
    return this.receipts.press(personId, bulletinId);
  }

  @Get(':bulletinId/document')
  @ApiOperation({ summary: 'The bulletin as PDF, in the language asked for or the reader’s own' })
  @ApiOkResponse({ content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } } })
  async pdf(
    @CurrentPrincipal() principal: Principal,
    @UuidParam('bulletinId') bulletinId: string,
    @Query() query: DocumentQueryDto,
  ): Promise<StreamableFile> {
    const found = await this.find(principal, bulletinId);
    const bytes = await this.document.make(principal.personId, found, query.locale ?? principal.locale);
    return new StreamableFile(bytes, {
      type: 'application/pdf',
      disposition: `attachment; filename="${found.number}.pdf"`,
    });
  }
}

import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentPrincipal, type Principal, uuidOf } from '@huiyin/platform';
import { MailDto, MailPageDto, MailQueryDto, MailSummaryDto } from './mail-administration.dto.js';
import { MailAdministration } from './mail-administration.js';

@ApiTags('administration')
@Controller('admin/mail')
@Allow('administrator')
export class MailAdministrationController {
  constructor(private readonly mails: MailAdministration) {}

  @Get()
  @ApiOkResponse({ type: MailPageDto })
  async list(@Query() query: MailQueryDto): Promise<MailPageDto> {
    return this.mails.list(query);
  }

  @Get('summary')
  @ApiOkResponse({ type: MailSummaryDto })
  async summary(): Promise<MailSummaryDto> {
    return this.mails.summary();
  }

  @Post(':id/retry')
  @HttpCode(200)
  @ApiOkResponse({ type: MailDto })
  async retry(@CurrentPrincipal() principal: Principal, @Param('id') id: string): Promise<MailDto> {
    return this.mails.retry(principal.personId, uuidOf(id));
  }
}

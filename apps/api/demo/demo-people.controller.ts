import { Body, Controller, Get, Header, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow, platformRefusals, Settings } from '@huiyin/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MeDto } from '../people/me.dto.js';
import { SessionOpening } from '../people/session-opening.js';
import { DemoPersonDto, DemoSignInDto } from './demo-people.dto.js';
import { DemoPeopleQueries } from './demo-people.queries.js';

/** Sign-in by one click, for invented people in demo mode only; answers 404 elsewhere. */
@ApiTags('demo')
@Controller('demo')
@Allow('anyone')
export class DemoPeopleController {
  constructor(
    private readonly settings: Settings,
    private readonly people: DemoPeopleQueries,
    private readonly opening: SessionOpening,
  ) {}

  @Get('people')
  @ApiOkResponse({ type: [DemoPersonDto] })
  async list(): Promise<DemoPersonDto[]> {
    this.refuseOutsideDemo();
    return this.people.typical();
  }

  @Post('session')
  @Header('cache-control', 'no-store')
  @ApiCreatedResponse({ type: MeDto })
  async signIn(
    @Body() body: DemoSignInDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MeDto> {
    this.refuseOutsideDemo();
    if (!(await this.people.isDemoPerson(body.personId))) throw platformRefusals.refuse('request.not-found');
    return this.opening.open(body.personId, false, request, reply);
  }

  private refuseOutsideDemo(): void {
    if (this.settings.mode !== 'demo') throw platformRefusals.refuse('request.not-found');
  }
}

import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Post,
  Req,
  Res,
  UseGuards,
  UseInterceptors,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  Account,
  ChangePasswordDto,
  clearSessionCookie,
  PasswordGuard,
  Sessions,
  SignInDto,
} from '@huiyin/identity';
import {
  Allow,
  AllowBeforePasswordChange,
  CurrentPrincipal,
  platformRefusals,
  UnitOfWork,
  VersionTag,
  type Principal,
} from '@huiyin/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MeDto } from './me.dto.js';
import { MeQueries } from './me.queries.js';
import { SessionOpening } from './session-opening.js';

@ApiTags('session')
@UseInterceptors(VersionTag)
@Controller()
export class SessionController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sessions: Sessions,
    private readonly account: Account,
    private readonly opening: SessionOpening,
    private readonly queries: MeQueries,
  ) {}

  /** Signs in. A wrong number and a wrong password answer alike (401); repeated failures are slowed (429). */
  @Post('session')
  @Allow('anyone')
  @UseGuards(PasswordGuard)
  @Header('cache-control', 'no-store')
  @ApiCreatedResponse({ type: MeDto })
  async signIn(
    @Req() request: FastifyRequest,
    @Body() body: SignInDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MeDto> {
    if (!request.user) throw platformRefusals.refuse('access.sign-in-required');
    return this.opening.open(request.user.personId, body.sharedSeat ?? false, request, reply);
  }

  @Get('session')
  @AllowBeforePasswordChange()
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ type: MeDto })
  async me(@CurrentPrincipal() { personId, sessionId }: Principal): Promise<MeDto> {
    return this.queries.me(personId, sessionId);
  }

  /** Signs out here. */
  @Delete('session')
  @AllowBeforePasswordChange()
  @HttpCode(204)
  @ApiNoContentResponse()
  async signOut(
    @CurrentPrincipal() { personId, sessionId }: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const isSharedSeat = await this.sessions.isSharedSeat(sessionId);
    await this.unitOfWork.run({ kind: 'person', personId }, (tx) => this.sessions.close(tx, sessionId));
    clearSessionCookie(reply, isSharedSeat);
  }

  /** Signs out everywhere. */
  @Delete('sessions')
  @AllowBeforePasswordChange()
  @HttpCode(204)
  @ApiNoContentResponse()
  async signOutEverywhere(
    @CurrentPrincipal() { personId, sessionId }: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const isSharedSeat = await this.sessions.isSharedSeat(sessionId);
    await this.unitOfWork.run({ kind: 'person', personId }, (tx) => this.sessions.closeAll(tx, personId));
    clearSessionCookie(reply, isSharedSeat);
  }

  /** Replaces the password; every other session of the person ends, and this one gets a new token. */
  @Post('session/password')
  @AllowBeforePasswordChange()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ type: MeDto })
  async changePassword(
    @CurrentPrincipal() { personId, sessionId }: Principal,
    @Req() request: FastifyRequest,
    @Body() body: ChangePasswordDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MeDto> {
    const isSharedSeat = await this.sessions.isSharedSeat(sessionId);
    await this.account.changePassword(personId, request.ip, body.currentPassword, body.newPassword);
    return this.opening.open(personId, isSharedSeat, request, reply);
  }
}

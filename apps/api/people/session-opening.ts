import { Injectable } from '@nestjs/common';
import { originOf, setDeviceCookie, setSessionCookie, SignIn } from '@huiyin/identity';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { MeDto } from './me.dto.js';
import { MeQueries } from './me.queries.js';

/** The last step of every kind of sign-in. */
@Injectable()
export class SessionOpening {
  constructor(
    private readonly signIn: SignIn,
    private readonly queries: MeQueries,
  ) {}

  /** Opens a session in the browser that asks and answers who it is for. */
  async open(
    personId: string,
    isSharedSeat: boolean,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<MeDto> {
    const { session, deviceToken } = await this.signIn.open(personId, originOf(request), isSharedSeat);
    setSessionCookie(reply, session.token, isSharedSeat ? null : session.expiresAt);
    setDeviceCookie(reply, deviceToken);
    return this.queries.me(personId, session.id);
  }
}

import fastifyCookie from '@fastify/cookie';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { isForApi } from '@huiyin/platform';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sessionTokenOf } from './session-cookie.js';
import { Sessions } from './sessions.js';

/** A page that asks by itself (live updates) says so with this header; such a request keeps no session awake. */
const BACKGROUND_HEADER = 'huiyin-background';

/** Turns the session cookie of every API request into `request.principal`. */
@Injectable()
export class SessionHook implements OnModuleInit {
  constructor(
    private readonly adapterHost: HttpAdapterHost,
    private readonly sessions: Sessions,
  ) {}

  async onModuleInit(): Promise<void> {
    const server = this.adapterHost.httpAdapter.getInstance<FastifyInstance>();
    await server.register(fastifyCookie);
    server.addHook('onRequest', async (request) => this.identify(request));
  }

  private async identify(request: FastifyRequest): Promise<void> {
    if (!isForApi(request)) return;
    const token = sessionTokenOf(request);
    if (token === null) return;
    const isActivity = request.headers[BACKGROUND_HEADER] === undefined;
    const principal = await this.sessions.principalOf(token, isActivity);
    if (principal) request.principal = principal;
  }
}

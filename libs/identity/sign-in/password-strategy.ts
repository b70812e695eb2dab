import { type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard, PassportStrategy } from '@nestjs/passport';
import { createValidationPipe, Refused } from '@huiyin/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Strategy } from 'passport-local';
import { identityRefusals } from '../identity-refusals.js';
import { deviceTokenOf, sessionTokenOf } from '../session/session-cookie.js';
import { SignInDto } from './sign-in.dto.js';
import { SignIn, type Origin } from './sign-in.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by a sign-in strategy, and only for the request that signs in. */
    user?: { readonly personId: string };
  }
}

export function originOf(request: FastifyRequest): Origin {
  return {
    address: request.ip,
    deviceToken: deviceTokenOf(request),
    sessionToken: sessionTokenOf(request),
  };
}

/** Sign-in by employee number and password; another strategy (an identity provider, say) may stand beside it. */
@Injectable()
export class PasswordStrategy extends PassportStrategy(Strategy, 'password') {
  constructor(private readonly signIn: SignIn) {
    super({ usernameField: 'employeeNumber', passwordField: 'password', passReqToCallback: true });
  }

  async validate(
    request: FastifyRequest,
    employeeNumber: string,
    password: string,
  ): Promise<{ personId: string }> {
    return { personId: await this.signIn.withPassword(employeeNumber, password, originOf(request)) };
  }
}

@Injectable()
export class PasswordGuard extends AuthGuard('password') {
  private readonly validation = createValidationPipe();

  /** Guards run before pipes, and the strategy would also look for credentials in the address: check first. */
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const { body } = http.getRequest<FastifyRequest>();
    await this.validation.transform(body ?? {}, { type: 'body', metatype: SignInDto });
    try {
      return (await super.canActivate(context)) as boolean;
    } catch (error) {
      const seconds = error instanceof Refused ? error.parameters['retryAfterSeconds'] : undefined;
      if (typeof seconds === 'number') {
        void http.getResponse<FastifyReply>().header('retry-after', String(seconds));
      }
      throw error;
    }
  }

  override handleRequest<User>(error: unknown, user: User | false): User {
    if (error instanceof Error) throw error;
    if (user === false || error) throw identityRefusals.refuse('session.credentials-wrong');
    return user;
  }
}

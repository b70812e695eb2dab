import {
  createParamDecorator,
  Injectable,
  SetMetadata,
  type CanActivate,
  type CustomDecorator,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { platformRefusals } from '../problems/platform-refusals.js';
import type { Principal, Role } from './principal.js';

export type Audience = 'anyone' | 'employee' | Role;

interface AllowRule {
  readonly audiences: readonly Audience[];
  readonly beforePasswordChange: boolean;
}

export const ALLOW_RULE = 'huiyin:allow';

/** Whom a page takes for signed in (a person's id). Another tab may have changed that since. */
const PERSON_HEADER = 'huiyin-person';

/** Who may call a route. A route without it answers nobody. */
export function Allow(...audiences: readonly Audience[]): CustomDecorator {
  return SetMetadata(ALLOW_RULE, { audiences, beforePasswordChange: false } satisfies AllowRule);
}

/** As `Allow('employee')`, also for someone who still has to replace an initial password. */
export function AllowBeforePasswordChange(): CustomDecorator {
  return SetMetadata(ALLOW_RULE, { audiences: ['employee'], beforePasswordChange: true } satisfies AllowRule);
}

@Injectable()
export class AllowGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const rule = this.reflector.getAllAndOverride<AllowRule | undefined>(ALLOW_RULE, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!rule) throw platformRefusals.refuse('access.role-required');
    if (rule.audiences.includes('anyone')) return true;
    const { principal, headers } = context.switchToHttp().getRequest<FastifyRequest>();
    if (!principal) throw platformRefusals.refuse('access.sign-in-required');
    if ((headers[PERSON_HEADER] ?? principal.personId) !== principal.personId) {
      throw platformRefusals.refuse('access.other-person');
    }
    if (principal.mustChangePassword && !rule.beforePasswordChange) {
      throw platformRefusals.refuse('access.password-change-required');
    }
    const allowed = rule.audiences.some(
      (audience) => audience === 'employee' || (audience !== 'anyone' && principal.roles.includes(audience)),
    );
    if (!allowed) throw platformRefusals.refuse('access.role-required');
    return true;
  }
}

/** The signed-in employee behind a request; refused when nobody is. */
export function principalOf(request: FastifyRequest): Principal {
  if (!request.principal) throw platformRefusals.refuse('access.sign-in-required');
  return request.principal;
}

/** The signed-in employee, as a handler's parameter; the route must not be allowed to `anyone`. */
export const CurrentPrincipal = createParamDecorator((_: unknown, context: ExecutionContext): Principal =>
  principalOf(context.switchToHttp().getRequest<FastifyRequest>()),
);

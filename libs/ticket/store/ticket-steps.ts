import {
  applyDecorators,
  createParamDecorator,
  HttpCode,
  Injectable,
  Post,
  type ExecutionContext,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ApiHeader, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import {
  Allow,
  idempotencyKeyOf,
  ifMatchVersionOf,
  principalOf,
  uuidOf,
  type Principal,
} from '@huiyin/platform';
import type { Command } from '../domain/ticket.js';
import { TicketCommands } from './ticket-commands.js';
import { TicketView } from './ticket-view.queries.js';
import { TicketDto } from './ticket.dto.js';

/** What every step needs besides its own words. */
export interface Step {
  readonly principal: Principal;
  readonly ticketId: string;
  readonly expectedVersion: number;
  readonly idempotencyKey: string | null;
}

/** Collects a step from the request: who, which ticket, in which version, under which key. */
export const CurrentStep = createParamDecorator((_: unknown, context: ExecutionContext): Step => {
  const request = context.switchToHttp().getRequest<FastifyRequest<{ Params: { ticketId: string } }>>();
  return {
    principal: principalOf(request),
    ticketId: uuidOf(request.params.ticketId),
    expectedVersion: ifMatchVersionOf(request),
    idempotencyKey: idempotencyKeyOf(request),
  };
});

/** Declares `POST /tickets/:ticketId/<command>`. */
export function StepRoute(command: Command['name'], summary: string): MethodDecorator {
  return applyDecorators(
    Post(`:ticketId/${command}`),
    HttpCode(200),
    Allow('employee'),
    ApiOperation({ summary, operationId: command }),
    ApiHeader({ name: 'If-Match', required: true, description: 'Version that was seen, in quotes.' }),
    ApiHeader({ name: 'Idempotency-Key', required: false, description: 'New for each intention.' }),
    ApiOkResponse({ type: TicketDto, description: 'The ticket; empty when it is no longer yours to see.' }),
  );
}

/**
 * Carries out a step and shows the ticket as it is then; undefined when it has left the reader's sight with this step,
 * as a transfer does.
 */
@Injectable()
export class TicketSteps {
  constructor(
    private readonly commands: TicketCommands,
    private readonly tickets: TicketView,
  ) {}

  async give(step: Step, command: Command): Promise<TicketDto | undefined> {
    const { personId } = step.principal;
    await this.commands.perform(personId, { ...step, command });
    return this.tickets.find(personId, step.ticketId);
  }
}

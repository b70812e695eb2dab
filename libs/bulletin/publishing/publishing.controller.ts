import {
  applyDecorators,
  Body,
  Controller,
  createParamDecorator,
  HttpCode,
  Patch,
  Post,
  UseInterceptors,
  type ExecutionContext,
} from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Allow, idempotencyKeyOf, ifMatchVersionOf, principalOf, uuidOf, VersionTag } from '@huiyin/platform';
import { bulletinRefusals } from '../bulletin-refusals.js';
import { BulletinDto } from '../reading/bulletin.dto.js';
import { Bulletins } from '../reading/bulletins.queries.js';
import { BulletinCommands, type BulletinCommand } from './bulletin-commands.js';
import {
  BulletinReasonDto,
  CorrectBulletinDto,
  EditBulletinDto,
  PublishBulletinDto,
  TakeOutCaseDto,
} from './bulletin-steps.dto.js';

/** What every step needs besides its own words. */
interface Step {
  readonly personId: string;
  readonly bulletinId: string;
  readonly expectedVersion: number;
  readonly idempotencyKey: string | null;
}

const CurrentStep = createParamDecorator((_: unknown, context: ExecutionContext): Step => {
  const request = context.switchToHttp().getRequest<FastifyRequest<{ Params: { bulletinId: string } }>>();
  return {
    personId: principalOf(request).personId,
    bulletinId: uuidOf(request.params.bulletinId),
    expectedVersion: ifMatchVersionOf(request),
    idempotencyKey: idempotencyKeyOf(request),
  };
});

function StepRoute(route: MethodDecorator, name: BulletinCommand['name'], summary: string): MethodDecorator {
  return applyDecorators(
    route,
    HttpCode(200),
    Allow('leader'),
    ApiOperation({ summary, operationId: `${name}-bulletin` }),
    ApiHeader({ name: 'If-Match', required: true, description: 'Version that was seen, in quotes.' }),
    ApiHeader({ name: 'Idempotency-Key', required: false, description: 'New for each intention.' }),
    ApiOkResponse({ type: BulletinDto }),
  );
}

/** What the leadership does with a draft, and with what it has published. */
@ApiTags('bulletins')
@UseInterceptors(VersionTag)
@Controller('bulletins')
export class PublishingController {
  constructor(
    private readonly commands: BulletinCommands,
    private readonly bulletins: Bulletins,
  ) {}

  @StepRoute(Patch(':bulletinId'), 'edit', 'Another title or text; a language that is left out has none')
  edit(@CurrentStep() step: Step, @Body() body: EditBulletinDto): Promise<BulletinDto> {
    return this.give(step, { name: 'edit', title: { ...body.title }, text: { ...body.text } });
  }

  @StepRoute(Post(':bulletinId/take-out'), 'take-out', 'Do not name a case, with the reason')
  takeOut(@CurrentStep() step: Step, @Body() body: TakeOutCaseDto): Promise<BulletinDto> {
    return this.give(step, { name: 'take-out', key: body.key, reason: body.reason });
  }

  @StepRoute(Post(':bulletinId/publish'), 'publish', 'Approve and publish; the named departments answer')
  publish(@CurrentStep() step: Step, @Body() body: PublishBulletinDto): Promise<BulletinDto> {
    const { answerBy, namesChecked } = body;
    return this.give(step, { name: 'publish', readers: { ...body.readers }, answerBy, namesChecked });
  }

  @StepRoute(Post(':bulletinId/discard'), 'discard', 'Do not publish this draft, with the reason')
  discard(@CurrentStep() step: Step, @Body() body: BulletinReasonDto): Promise<BulletinDto> {
    return this.give(step, { name: 'discard', reason: body.reason });
  }

  @StepRoute(Post(':bulletinId/correct'), 'correct', 'Add a note to what was published')
  correct(@CurrentStep() step: Step, @Body() body: CorrectBulletinDto): Promise<BulletinDto> {
    if (Object.values(body.text).every((text) => text === undefined)) {
      throw bulletinRefusals.refuse('bulletin.text-missing', {}, [
        { field: 'text', rule: 'required', message: 'must have a text in one language at least' },
      ]);
    }
    return this.give(step, { name: 'correct', text: { ...body.text } });
  }

  @StepRoute(Post(':bulletinId/withdraw'), 'withdraw', 'Take back what was published, with the reason')
  withdraw(@CurrentStep() step: Step, @Body() body: BulletinReasonDto): Promise<BulletinDto> {
    return this.give(step, { name: 'withdraw', reason: body.reason });
  }

  private async give(step: Step, command: BulletinCommand): Promise<BulletinDto> {
    await this.commands.perform(step.personId, { ...step, command });
    const bulletin = await this.bulletins.find(step.personId, step.bulletinId);
    if (!bulletin) throw bulletinRefusals.refuse('bulletin.not-found');
    return bulletin;
  }
}

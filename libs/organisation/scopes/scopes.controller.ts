import { createHash } from 'node:crypto';
import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Post,
  Put,
  Req,
  Res,
  UseInterceptors,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  Allow,
  CurrentPrincipal,
  IdempotencyKey,
  IfMatchVersion,
  runOnce,
  UnitOfWork,
  UuidParam,
  VersionTag,
  type Json,
  type Principal,
} from '@huiyin/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { organisationRefusals } from '../organisation-refusals.js';
import { ScopeRegister } from './scope-register.js';
import { PublishScopeDto, ScopeDto } from './scope.dto.js';

const SCOPES = `SELECT s.id, s.lineage_id AS "lineageId", s.department_id AS "departmentId", d.name AS "departmentName",
    s.version, s.title, s.belongs, s.belongs_not AS "belongsNot", s.state, s.published_at AS "publishedAt",
    s.retired_at AS "retiredAt"
  FROM scope_entry s JOIN department d ON d.id = s.department_id`;

@ApiTags('organisation')
@UseInterceptors(VersionTag)
@Controller()
export class ScopesController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly register: ScopeRegister,
  ) {}

  /** The whole published catalogue; a browser that has it already is told so (304). */
  @Get('scopes')
  @Allow('employee')
  @ApiOkResponse({ type: [ScopeDto] })
  async list(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ScopeDto[] | undefined> {
    const scopes = await this.unitOfWork.read<ScopeDto>(
      `${SCOPES} WHERE s.state = 'published' AND d.is_active ORDER BY d.code, s.lineage_id`,
    );
    const etag = `W/"${createHash('sha256').update(JSON.stringify(scopes)).digest('base64url')}"`;
    void reply.header('etag', etag).header('cache-control', 'private, no-cache');
    if (request.headers['if-none-match'] !== etag) return scopes;
    void reply.status(304);
    return undefined;
  }

  @Get('scopes/:lineageId/history')
  @Allow('employee')
  @ApiOkResponse({ type: [ScopeDto] })
  async history(@UuidParam('lineageId') lineageId: string): Promise<ScopeDto[]> {
    const versions = await this.unitOfWork.read<ScopeDto>(
      `${SCOPES} WHERE s.lineage_id = $1 ORDER BY s.version DESC`,
      [lineageId],
    );
    if (versions.length === 0) throw organisationRefusals.refuse('scope.not-found');
    return versions;
  }

  @Post('admin/departments/:id/scopes')
  @Allow('administrator')
  @ApiCreatedResponse({ type: ScopeDto })
  async publish(
    @CurrentPrincipal() { personId }: Principal,
    @UuidParam('id') departmentId: string,
    @IdempotencyKey() key: string,
    @Body() body: PublishScopeDto,
  ): Promise<ScopeDto> {
    const scope = JSON.parse(JSON.stringify(body)) as Json;
    const request = { route: 'publish-scope', departmentId, scope };
    const { lineageId } = await runOnce(this.unitOfWork, { personId, key, request }, async (tx) => ({
      lineageId: await this.register.publish(tx, departmentId, body),
    }));
    return this.latest(lineageId);
  }

  @Put('admin/scopes/:lineageId')
  @Allow('administrator')
  @ApiOkResponse({ type: ScopeDto })
  async publishNext(
    @CurrentPrincipal() { personId }: Principal,
    @UuidParam('lineageId') lineageId: string,
    @IfMatchVersion() version: number,
    @Body() body: PublishScopeDto,
  ): Promise<ScopeDto> {
    await this.unitOfWork.run({ kind: 'person', personId }, (tx) =>
      this.register.publishNext(tx, lineageId, version, body),
    );
    return this.latest(lineageId);
  }

  @Delete('admin/scopes/:lineageId')
  @Allow('administrator')
  @HttpCode(204)
  @ApiNoContentResponse()
  async retire(
    @CurrentPrincipal() { personId }: Principal,
    @UuidParam('lineageId') lineageId: string,
    @IfMatchVersion() version: number,
  ): Promise<void> {
    await this.unitOfWork.run({ kind: 'person', personId }, (tx) =>
      this.register.retire(tx, lineageId, version),
    );
  }

  private async latest(lineageId: string): Promise<ScopeDto> {
    const [scope] = await this.history(lineageId);
    if (!scope) throw organisationRefusals.refuse('scope.not-found');
    return scope;
  }
}

import { Body, Controller, Get, Patch, Post, UseInterceptors } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  Allow,
  CurrentPrincipal,
  IdempotencyKey,
  IfMatchVersion,
  runOnce,
  UnitOfWork,
  UuidParam,
  VersionTag,
  type Principal,
} from '@huiyin/platform';
import { namingFields } from '../field-errors.js';
import { organisationRefusals } from '../organisation-refusals.js';
import { SiteRegister } from './site-register.js';
import { ChangeSiteDto, CreateSiteDto, SiteDto } from './site.dto.js';

const SITES = `SELECT id, code, name, time_zone AS "timeZone", version FROM site`;

@ApiTags('organisation')
@UseInterceptors(VersionTag)
@Controller()
export class SitesController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly register: SiteRegister,
  ) {}

  @Get('sites')
  @Allow('employee')
  @ApiOkResponse({ type: [SiteDto] })
  async list(): Promise<SiteDto[]> {
    return this.unitOfWork.read<SiteDto>(`${SITES} ORDER BY code`);
  }

  @Post('admin/sites')
  @Allow('administrator')
  @ApiCreatedResponse({ type: SiteDto })
  async create(
    @CurrentPrincipal() { personId }: Principal,
    @IdempotencyKey() key: string,
    @Body() body: CreateSiteDto,
  ): Promise<SiteDto> {
    const request = {
      route: 'create-site',
      code: body.code,
      name: { ...body.name },
      timeZone: body.timeZone,
    };
    const { id } = await namingFields(() =>
      runOnce(this.unitOfWork, { personId, key, request }, async (tx) => ({
        id: await this.register.add(tx, body),
      })),
    );
    return this.shown(id);
  }

  @Patch('admin/sites/:id')
  @Allow('administrator')
  @ApiOkResponse({ type: SiteDto })
  async change(
    @CurrentPrincipal() { personId }: Principal,
    @UuidParam('id') id: string,
    @IfMatchVersion() version: number,
    @Body() body: ChangeSiteDto,
  ): Promise<SiteDto> {
    await namingFields(() =>
      this.unitOfWork.run({ kind: 'person', personId }, (tx) => this.register.change(tx, id, version, body)),
    );
    return this.shown(id);
  }

  private async shown(id: string): Promise<SiteDto> {
    const [site] = await this.unitOfWork.read<SiteDto>(`${SITES} WHERE id = $1`, [id]);
    if (!site) throw organisationRefusals.refuse('site.not-found');
    return site;
  }
}

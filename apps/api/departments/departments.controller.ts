import { Body, Controller, Get, Patch, Post, UseInterceptors } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DepartmentRegister, namingFields } from '@huiyin/organisation';
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
import { ChangeDepartmentDto, CreateDepartmentDto, DepartmentDto } from './department.dto.js';
import { DepartmentQueries } from './department.queries.js';

@ApiTags('organisation')
@UseInterceptors(VersionTag)
@Controller()
export class DepartmentsController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly register: DepartmentRegister,
    private readonly departments: DepartmentQueries,
  ) {}

  @Get('departments')
  @Allow('employee')
  @ApiOkResponse({ type: [DepartmentDto] })
  async list(): Promise<DepartmentDto[]> {
    return this.departments.list();
  }

  @Get('departments/:id')
  @Allow('employee')
  @ApiOkResponse({ type: DepartmentDto })
  async get(@UuidParam('id') id: string): Promise<DepartmentDto> {
    return this.departments.get(id);
  }

  @Post('admin/departments')
  @Allow('administrator')
  @ApiCreatedResponse({ type: DepartmentDto })
  async create(
    @CurrentPrincipal() { personId }: Principal,
    @IdempotencyKey() key: string,
    @Body() body: CreateDepartmentDto,
  ): Promise<DepartmentDto> {
    const department = {
      code: body.code,
      name: { ...body.name },
      kind: body.kind ?? ('ordinary' as const),
      siteId: body.siteId ?? null,
      parentId: body.parentId ?? null,
      headId: body.headId ?? null,
      deputyId: body.deputyId ?? null,
      leaderId: body.leaderId ?? null,
      handlerIds: body.handlerIds ?? [],
    };
    const request = { route: 'create-department', department };
    const { id } = await namingFields(() =>
      runOnce(this.unitOfWork, { personId, key, request }, async (tx) => ({
        id: await this.register.add(tx, department),
      })),
    );
    return this.departments.get(id);
  }

  @Patch('admin/departments/:id')
  @Allow('administrator')
  @ApiOkResponse({ type: DepartmentDto })
  async change(
    @CurrentPrincipal() { personId }: Principal,
    @UuidParam('id') id: string,
    @IfMatchVersion() version: number,
    @Body() body: ChangeDepartmentDto,
  ): Promise<DepartmentDto> {
    await namingFields(() =>
      this.unitOfWork.run({ kind: 'person', personId }, (tx) => this.register.change(tx, id, version, body)),
    );
    return this.departments.get(id);
  }
}

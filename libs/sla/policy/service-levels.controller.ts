import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentPrincipal, UnitOfWork, type Principal } from '@huiyin/platform';
import { KINDS, LEGS, URGENCIES } from '../domain/policy.js';
import { targetMinutes } from '../domain/policy-levels.js';
import { PolicyDirectory } from './policy-directory.js';
import { PolicyDrafts } from './policy-drafts.js';
import { AnswerTimeDto, ServiceLevelDto, ServiceLevelsQueryDto } from './policy.dto.js';

/** What is promised by when. */
@ApiTags('service levels')
@Controller('service-levels')
export class ServiceLevelsController {
  constructor(
    private readonly policies: PolicyDirectory,
    private readonly drafts: PolicyDrafts,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** In general, or for one department, one kind, or both. */
  @Get()
  @Allow('employee')
  @ApiOkResponse({ type: [ServiceLevelDto] })
  async list(
    @CurrentPrincipal() { personId }: Principal,
    @Query() { departmentId, kind }: ServiceLevelsQueryDto,
  ): Promise<ServiceLevelDto[]> {
    const { numbers } = await this.policies.at(this.unitOfWork.now());
    const workingDayMinutes = await this.drafts.workingDay(departmentId, personId);
    const subject = { departmentId: departmentId ?? null, kind: kind ?? null };
    return LEGS.flatMap((leg) =>
      URGENCIES.map((urgency) => ({
        leg,
        urgency,
        workingMinutes: targetMinutes(numbers, { ...subject, leg, urgency }),
        workingDayMinutes,
      })),
    );
  }

  /** By when every department answers: whoever reads all of it does not tell which one they are about to write to. */
  @Get('answers')
  @Allow('employee')
  @ApiOkResponse({ type: [AnswerTimeDto] })
  async answers(): Promise<AnswerTimeDto[]> {
    const { numbers } = await this.policies.at(this.unitOfWork.now());
    return (await this.drafts.workingDays()).flatMap(({ departmentId, workingDayMinutes }) =>
      KINDS.flatMap((kind) =>
        URGENCIES.map((urgency) => {
          const workingMinutes = targetMinutes(numbers, { leg: 'answer', urgency, kind, departmentId });
          return { departmentId, kind, urgency, workingMinutes, workingDayMinutes };
        }),
      ),
    );
  }
}

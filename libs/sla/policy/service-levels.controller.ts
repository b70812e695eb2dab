import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Allow, UnitOfWork } from '@huiyin/platform';
import { LEGS, URGENCIES, type Leg, type Urgency } from '../domain/policy.js';
import { PolicyDirectory } from './policy-directory.js';

export class ServiceLevelDto {
  @ApiProperty({ enum: LEGS })
  leg: Leg;
  @ApiProperty({ enum: URGENCIES })
  urgency: Urgency;
  @ApiProperty({ description: 'Target in minutes of working time.' })
  workingMinutes: number;
}

/** What is promised by when. */
@ApiTags('service levels')
@Controller('service-levels')
export class ServiceLevelsController {
  constructor(
    private readonly policies: PolicyDirectory,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  @Get()
  @Allow('employee')
  @ApiOkResponse({ type: [ServiceLevelDto] })
  async list(): Promise<ServiceLevelDto[]> {
    const policy = await this.policies.at(this.unitOfWork.now());
    return policy.numbers.levels.flatMap(({ leg, ...level }) => (leg === 'redo' ? [] : [{ leg, ...level }]));
  }
}

import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Allow } from '@huiyin/platform';
import { LEGS, type Leg } from '../clock/leg.js';
import { ServiceLevels, URGENCIES, type Urgency } from './service-levels.js';

export class ServiceLevelDto {
  @ApiProperty({ enum: LEGS })
  leg: Leg;
  @ApiProperty({ enum: URGENCIES })
  urgency: Urgency;
  @ApiProperty({ description: 'Target in minutes of working time.' })
  workingMinutes: number;
}

@ApiTags('service levels')
@Controller('service-levels')
export class ServiceLevelsController {
  constructor(private readonly levels: ServiceLevels) {}

  @Get()
  @Allow('employee')
  @ApiOkResponse({ type: [ServiceLevelDto] })
  async list(): Promise<ServiceLevelDto[]> {
    return (await this.levels.all()).map((level) => ({ ...level }));
  }
}

import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Allow, platformRefusals, SchemaState } from '@huiyin/platform';

/** For whatever watches the process; says nothing about the inside. */
@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(private readonly schemaState: SchemaState) {}

  @Get('live')
  @Allow('anyone')
  live(): { status: string } {
    return { status: 'live' };
  }

  /** Ready when the database answers and has every migration that this program knows. */
  @Get('ready')
  @Allow('anyone')
  async ready(): Promise<{ status: string }> {
    if (!(await this.schemaState.isCurrent())) throw platformRefusals.refuse('service.unavailable');
    return { status: 'ready' };
  }
}

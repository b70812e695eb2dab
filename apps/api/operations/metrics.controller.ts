import { Controller, Get, Header, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { OperationsMetrics } from '@huiyin/operations';
import { Allow, mayReadMetrics, platformRefusals, Settings } from '@huiyin/platform';

/** For Prometheus. Whoever may not read it learns not even that it is there. */
@ApiExcludeController()
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: OperationsMetrics,
    private readonly settings: Settings,
  ) {}

  @Get()
  @Allow('anyone')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @Header('cache-control', 'no-store')
  async read(@Req() request: FastifyRequest): Promise<string> {
    const { remoteAddress } = request.socket;
    if (!mayReadMetrics(this.settings.metrics, { remoteAddress, headers: request.headers })) {
      throw platformRefusals.refuse('request.not-found');
    }
    return this.metrics.text();
  }
}

import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentPrincipal, IdempotencyKey, type Principal } from '@huiyin/platform';
import {
  AcknowledgeDeadLettersDto,
  AcknowledgedDeadLettersDto,
  OperationsDto,
  OperationsQueryDto,
} from './operations.dto.js';
import { OperationsView } from './operations-view.js';

@ApiTags('administration')
@Controller('admin/operations')
@Allow('administrator')
export class OperationsController {
  constructor(private readonly operations: OperationsView) {}

  @Get()
  @ApiOkResponse({ type: OperationsDto })
  async view(
    @CurrentPrincipal() principal: Principal,
    @Query() query: OperationsQueryDto,
  ): Promise<OperationsDto> {
    return this.operations.view(query.locale ?? principal.locale);
  }

  @Post('dead-letters/acknowledge')
  @HttpCode(200)
  @ApiOkResponse({ type: AcknowledgedDeadLettersDto })
  async acknowledgeDeadLetters(
    @CurrentPrincipal() principal: Principal,
    @IdempotencyKey() key: string,
    @Body() body: AcknowledgeDeadLettersDto,
  ): Promise<AcknowledgedDeadLettersDto> {
    return this.operations.acknowledgeDeadLetters(principal.personId, key, body.until);
  }
}

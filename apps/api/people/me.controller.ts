import { Body, Controller, Patch, UseInterceptors } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Account, ChangeMeDto } from '@huiyin/identity';
import { Allow, CurrentPrincipal, IfMatchVersion, VersionTag, type Principal } from '@huiyin/platform';
import { MeDto } from './me.dto.js';
import { MeQueries } from './me.queries.js';

@ApiTags('session')
@UseInterceptors(VersionTag)
@Controller('me')
@Allow('employee')
export class MeController {
  constructor(
    private readonly account: Account,
    private readonly queries: MeQueries,
  ) {}

  @Patch()
  @ApiOkResponse({ type: MeDto })
  async change(
    @CurrentPrincipal() { personId, sessionId }: Principal,
    @IfMatchVersion() version: number,
    @Body() body: ChangeMeDto,
  ): Promise<MeDto> {
    await this.account.change(personId, version, body);
    return this.queries.me(personId, sessionId);
  }
}

import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { Allow, platformRefusals } from '@huiyin/platform';
import { RedeemedTokens } from '../audit/redeemed-tokens.queries.js';
import { LABEL } from '../domain/protocol.js';
import { FOR_ALL } from './anonymity.controller.js';
import { RedeemedTokensDto } from './audit.dto.js';

const Year = (): MethodDecorator =>
  ApiParam({ name: 'year', schema: { type: 'string', pattern: '^\\d{4}$' } });

/** What outsiders check; `huiyin anonymity verify` does it for them. */
@ApiTags('anonymity')
@Controller()
export class AuditController {
  constructor(private readonly redeemedTokens: RedeemedTokens) {}

  /** The redeemed tokens of a year, without weeks that are about few. */
  @Get('anonymity/redeemed-tokens/:year')
  @Allow('anyone')
  @Year()
  @Header('cache-control', FOR_ALL)
  @ApiOkResponse({ type: RedeemedTokensDto })
  async redeemed(@Param('year') year: string): Promise<RedeemedTokensDto> {
    return this.ofYear(year, false);
  }

  /** The redeemed tokens of a year, all of them: for an administrator to hand to whoever checks them. */
  @Get('admin/anonymity/redeemed-tokens/:year')
  @Allow('administrator')
  @Year()
  @ApiOkResponse({ type: RedeemedTokensDto })
  async completelyRedeemed(@Param('year') year: string): Promise<RedeemedTokensDto> {
    return this.ofYear(year, true);
  }

  private async ofYear(year: string, isComplete: boolean): Promise<RedeemedTokensDto> {
    if (!/^\d{4}$/.test(year)) {
      const message = 'must be a year of four digits';
      throw platformRefusals.refuse('request.invalid', {}, [{ field: 'year', rule: 'matches', message }]);
    }
    const { weeks, withheld } = await this.redeemedTokens.ofYear(year, isComplete);
    return {
      protocol: LABEL,
      weeks: weeks.map((week) => ({ ...week, tokens: [...week.tokens] })),
      withheld: [...withheld],
    };
  }
}

import { Body, Controller, Get, Header, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentPrincipal, Settings, UnitOfWork, type Principal } from '@huiyin/platform';
import { WeeklyCounts } from '../audit/weekly-counts.queries.js';
import { isoWeekOf } from '../domain/iso-week.js';
import { LABEL } from '../domain/protocol.js';
import { Crowd } from '../issuer/crowd.queries.js';
import { IssuerKeys } from '../issuer/issuer-keys.js';
import { IssueToken } from '../issuer/issue-token.use-case.js';
import { appliedReleaseRule } from '../issuer/release-rule.queries.js';
import { KeyLog } from '../key-log/key-log.js';
import { IssuedTokenDto, IssueTokenDto, KeyLogDto, type IntakeDto } from './anonymity.dto.js';

/** The same for everyone, so that any cache may keep it and nobody is told anything of their own. */
export const FOR_ALL = 'public, max-age=60';

/** In the demo nobody wants to wait for an hour. */
const ENVELOPE_SECONDS = { production: 3_600, demo: 60 } as const;

@ApiTags('anonymity')
@Controller('anonymity')
export class AnonymityController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly keyLog: KeyLog,
    private readonly issuerKeys: IssuerKeys,
    private readonly issueToken: IssueToken,
    private readonly crowd: Crowd,
    private readonly weeklyCounts: WeeklyCounts,
    private readonly settings: Settings,
  ) {}

  /**
   * What every browser reads: the public keys as a hash chain that anyone can check, where envelopes go, how many are
   * there, and the counts of past weeks. All in one answer: whoever wants to look at it before writing asks for nothing.
   */
  @Get('keys')
  @Allow('anyone')
  @Header('cache-control', FOR_ALL)
  @ApiOkResponse({ type: KeyLogDto })
  async keys(): Promise<KeyLogDto> {
    await this.issuerKeys.keepPresent();
    const keys = await this.keyLog.all();
    const presentWeek = isoWeekOf(this.unitOfWork.now());
    return {
      protocol: LABEL,
      presentWeek,
      keys: keys.map(({ sequence, kind, week, spki, hash, previousHash, signature }) => ({
        sequence,
        kind,
        week,
        spki: spki.toString('base64url'),
        hash: hash.toString('base64url'),
        previousHash: previousHash.toString('base64url'),
        signature: signature?.toString('base64url') ?? null,
      })),
      intake: await this.intake(),
      crowd: await this.crowd.sinceRelease(),
      weeks: await this.weeklyCounts.shown(),
    };
  }

  /**
   * Signs a blinded message. Needs no Idempotency-Key: the same message gets the same signature and counts once, and
   * nothing about it is kept beyond the session.
   */
  @Post('tokens')
  @Allow('employee')
  @HttpCode(200)
  @ApiOkResponse({ type: IssuedTokenDto })
  async issue(
    @CurrentPrincipal() principal: Principal,
    @Body() body: IssueTokenDto,
  ): Promise<IssuedTokenDto> {
    const blinded = Buffer.from(body.blinded, 'base64url');
    const { signature, reason } = await this.issueToken.issue(principal, body.week, blinded);
    return { blindSignature: signature?.toString('base64url') ?? null, reason };
  }

  private async intake(): Promise<IntakeDto | null> {
    const { intakeUrl, mode, release } = this.settings;
    if (intakeUrl === null) return null;
    // What the intake does counts, not what this program was told.
    const { plan, least } = (await appliedReleaseRule(this.unitOfWork)) ?? release;
    return {
      url: intakeUrl,
      everySeconds: ENVELOPE_SECONDS[mode],
      release: {
        daily: plan.kind === 'daily' ? hourOf(plan.minute) : null,
        everySeconds: plan.kind === 'interval' ? plan.seconds : null,
        leastEmployees: least,
      },
    };
  }
}

/** Minutes after midnight as `HH:MM`. */
function hourOf(minute: number): string {
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

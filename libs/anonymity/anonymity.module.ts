import { Module } from '@nestjs/common';
import { AnonymityController } from './http/anonymity.controller.js';
import { AuditController } from './http/audit.controller.js';
import { RedeemedTokens } from './audit/redeemed-tokens.queries.js';
import { WeeklyCounts } from './audit/weekly-counts.queries.js';
import { Crowd } from './issuer/crowd.queries.js';
import { IssuerKeys } from './issuer/issuer-keys.js';
import { IssueToken } from './issuer/issue-token.use-case.js';
import { KeyLog } from './key-log/key-log.js';

/** Keys and their log, without HTTP. */
@Module({ providers: [IssuerKeys, KeyLog], exports: [IssuerKeys, KeyLog] })
export class AnonymityModule {}

/** The identified side of anonymous writing: it knows who had how many tokens, and not what for. */
@Module({
  imports: [AnonymityModule],
  controllers: [AnonymityController, AuditController],
  providers: [Crowd, IssueToken, RedeemedTokens, WeeklyCounts],
})
export class AnonymityHttpModule {}

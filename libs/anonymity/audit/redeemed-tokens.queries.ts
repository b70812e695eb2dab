import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@huiyin/platform';
import type { IsoWeek } from '../domain/iso-week.js';
import { shownCountOf, WeeklyCounts, type WeeklyCount } from './weekly-counts.queries.js';

/** A redeemed token that leads to nobody; bytes in base64url. */
export interface PublishedToken {
  readonly digest: string;
  readonly signature: string;
}

export interface PublishedWeek extends Omit<WeeklyCount, 'redeemed'> {
  /** In the order of their digests. */
  readonly tokens: readonly PublishedToken[];
}

export interface RedeemedTokensOfYear {
  /** Oldest first. */
  readonly weeks: readonly PublishedWeek[];
  readonly withheld: readonly IsoWeek[];
}

const base64url = (column: string): string => `translate(encode(${column}, 'base64'), E'+/=\\n', '-_')`;

/**
 * Redeemed tokens for whoever checks them. A week appears when nobody can spend its tokens any more, so that nothing
 * shows from one day to the next who has just written; the intake's role owns them, this side only reads.
 */
@Injectable()
export class RedeemedTokens {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly counts: WeeklyCounts,
  ) {}

  /**
   * @param year of the ISO weeks, four digits
   * @param isComplete with the weeks of which few tokens were issued or redeemed
   */
  async ofYear(year: string, isComplete: boolean): Promise<RedeemedTokensOfYear> {
    const first = await this.counts.firstOpenWeek();
    const counts = await this.counts.between(`${year}-W01`, `${year}-W53`);
    const over = counts.filter(({ week }) => week < first).reverse();
    const isPublished = (count: WeeklyCount): boolean => isComplete || shownCountOf(count).redeemed !== null;
    const published = over.filter(isPublished);
    const tokens = await this.unitOfWork.read<PublishedToken & { week: IsoWeek }>(
      `SELECT week, ${base64url('digest')} AS digest, ${base64url('signature')} AS signature
         FROM intake.redeemed_token WHERE week = ANY($1) ORDER BY week, redeemed_token.digest`,
      [published.map(({ week }) => week)],
    );
    const byWeek = Map.groupBy(tokens, ({ week }) => week);
    return {
      weeks: published.map(({ week, issued, people }) => ({
        week,
        issued,
        people,
        tokens: (byWeek.get(week) ?? []).map(({ digest, signature }) => ({ digest, signature })),
      })),
      withheld: over.filter((count) => !isPublished(count)).map(({ week }) => week),
    };
  }
}

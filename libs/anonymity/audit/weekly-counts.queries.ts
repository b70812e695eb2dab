import { Injectable } from '@nestjs/common';
import { shownCount, shownFigure, shownShare, UnitOfWork, type ShownCount } from '@huiyin/platform';
import { firstSpendableWeek, type IsoWeek } from '../domain/iso-week.js';

/** Numbers of a week, as they are. */
export interface WeeklyCount {
  readonly week: IsoWeek;
  /** Tokens. */
  readonly issued: number;
  /** Employees who had one. */
  readonly people: number;
  /** Tokens with which something was written. */
  readonly redeemed: number;
}

/** Numbers of a week that is over, as they may be shown. */
export interface ShownWeeklyCount {
  readonly week: IsoWeek;
  /** Null when few people stand behind it. */
  readonly issued: ShownCount | null;
  readonly people: ShownCount | null;
  /** Null when few were redeemed or few were not. */
  readonly redeemed: ShownCount | null;
}

/** How many tokens each week were issued and redeemed: with more redeemed than issued, somebody has made opinions up. */
@Injectable()
export class WeeklyCounts {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Newest week first, without those of which tokens can still be spent: from one look to the next their numbers would
   * tell that somebody has signed in, and that somebody is writing.
   */
  async shown(): Promise<ShownWeeklyCount[]> {
    const first = await this.firstOpenWeek();
    return (await this.between('', '9')).filter(({ week }) => week < first).map(shownCountOf);
  }

  /** Weeks before it are over, and the intake has published their tokens: none at all before it has said so. */
  async firstOpenWeek(): Promise<IsoWeek> {
    const [row] = await this.unitOfWork.read<{ week: IsoWeek }>(
      `SELECT least(published_before, $1) AS week FROM intake.held_tokens`,
      [firstSpendableWeek(this.unitOfWork.now())],
    );
    return row?.week ?? '';
  }

  /** As they are, newest first, from one week to another. */
  async between(from: IsoWeek, to: IsoWeek): Promise<WeeklyCount[]> {
    return this.unitOfWork.read<WeeklyCount>(
      `WITH issued AS (
         SELECT week, sum(issued)::int AS issued, count(*)::int AS people FROM token_issuance GROUP BY week
          UNION ALL SELECT week, issued, people FROM token_issuance_total
       ), redeemed AS (SELECT week, count(*)::int AS redeemed FROM intake.redeemed_token GROUP BY week)
       SELECT week, coalesce(issued, 0) AS issued, coalesce(people, 0) AS people, coalesce(redeemed, 0) AS redeemed
         FROM issued FULL JOIN redeemed USING (week)
        WHERE week BETWEEN $1 AND $2 ORDER BY week DESC`,
      [from, to],
    );
  }
}

export function shownCountOf({ week, issued, people, redeemed }: WeeklyCount): ShownWeeklyCount {
  const shownIssued = shownFigure(issued, people);
  const share = shownIssued === null ? null : shownShare({ of: issued, part: redeemed });
  return { week, issued: shownIssued, people: shownCount(people), redeemed: share?.part ?? null };
}

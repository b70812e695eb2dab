import { Injectable } from '@nestjs/common';
import { shownCount, shownFigure, UnitOfWork, type ShownCount } from '@huiyin/platform';
import type { IsoWeek } from '../domain/iso-week.js';

export interface IssuedCount {
  readonly week: IsoWeek;
  /** Null when fewer than five people stand behind it. */
  readonly issued: ShownCount | null;
  readonly people: ShownCount | null;
}

/** How many tokens were issued each week; anyone can compare with how many were redeemed. */
@Injectable()
export class IssuedCounts {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Newest week first. */
  async all(): Promise<IssuedCount[]> {
    const counts = await this.unitOfWork.read<{ week: IsoWeek; issued: number; people: number }>(
      `SELECT week, sum(issued)::int AS issued, count(*)::int AS people FROM token_issuance GROUP BY week
        UNION ALL SELECT week, issued, people FROM token_issuance_total
        ORDER BY week DESC`,
    );
    return counts.map(({ week, issued, people }) => ({
      week,
      issued: shownFigure(issued, people),
      people: shownCount(people),
    }));
  }
}

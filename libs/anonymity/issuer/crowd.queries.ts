import { Injectable } from '@nestjs/common';
import { shownCount, UnitOfWork } from '@huiyin/platform';
import { crowdStep } from '../domain/crowd.js';
import type { IsoWeek } from '../domain/iso-week.js';

/** How many people could have written with a token of a week. */
@Injectable()
export class Crowd {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** At least so many, in steps; null when they are too few to be told. */
  async of(week: IsoWeek): Promise<number | null> {
    const [row] = await this.unitOfWork.read<{ people: number }>(
      `SELECT count(*)::int AS people FROM token_issuance WHERE week = $1`,
      [week],
    );
    return crowdStep(shownCount(row?.people ?? 0) ?? 0);
  }
}

import { Injectable } from '@nestjs/common';
import { shownCount, UnitOfWork } from '@huiyin/platform';
import { crowdStep } from '../domain/crowd.js';

/**
 * How many people could have written what the next release hands over: those who have had a token since the last one. Others
 * may have had theirs before, so there are never fewer.
 */
@Injectable()
export class Crowd {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** At least so many, in steps; null when they are too few to be told. It only grows until the next release. */
  async sinceRelease(): Promise<number | null> {
    const [row] = await this.unitOfWork.read<{ people: number }>(
      `SELECT count(*)::int AS people FROM token_holder`,
    );
    return crowdStep(shownCount(row?.people ?? 0) ?? 0);
  }
}

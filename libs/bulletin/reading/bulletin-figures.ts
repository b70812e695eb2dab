import { shownShare, shownTable, SMALLEST_GROUP, type Share, type ShownCount } from '@huiyin/platform';
import type { FrozenFacts } from '../store/bulletin-row.js';
import type { BulletinFiguresDto } from './bulletin.dto.js';

/** The only way by which what was counted becomes something that is shown. */
export function shownFigures(facts: FrozenFacts): BulletinFiguresDto {
  const smallestGroup = Math.max(SMALLEST_GROUP, facts.smallestGroup);
  const dues = (share: Share<ShownCount> | null) => share && { due: share.of, overdue: share.part };
  const table = shownTable(
    facts.departments.map(({ departmentId, due, overdue }) => ({
      key: departmentId,
      share: { of: due, part: overdue },
    })),
    smallestGroup,
  );
  return {
    countedAt: facts.countedAt,
    smallestGroup,
    legs: facts.legs.map(({ leg, due, onTime }) => {
      const share = shownShare({ of: due, part: onTime }, smallestGroup);
      return { leg, due: share?.of ?? null, onTime: share?.part ?? null };
    }),
    departments: table.shown.map(({ key, share }) => ({
      departmentId: key,
      due: share.of,
      overdue: share.part,
    })),
    others: dues(table.others),
    total: dues(table.total),
    isReduced: table.isReduced,
  };
}

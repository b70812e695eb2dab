import { suppressed, suppressedTable } from '../domain/suppressed.js';
import type { FrozenFacts } from '../store/bulletin-row.js';
import type { BulletinFiguresDto } from './bulletin.dto.js';

/** The only way by which what was counted becomes something that is shown. */
export function shownFigures(facts: FrozenFacts): BulletinFiguresDto {
  const { smallestGroup } = facts;
  const dues = (share: { of: number; part: number } | null) =>
    share && { due: share.of, overdue: share.part };
  const table = suppressedTable(
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
      const share = suppressed({ of: due, part: onTime }, smallestGroup);
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

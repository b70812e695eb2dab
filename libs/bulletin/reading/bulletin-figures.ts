import { shownShare, shownTable, SMALLEST_GROUP, type Share, type ShownCount } from '@huiyin/platform';
import type { FrozenFacts, MovedDates } from '../store/bulletin-row.js';
import type { BulletinFiguresDto, MovedFiguresDto } from './bulletin.dto.js';

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
    moved: facts.moved ? shownMoved(facts.moved, facts, smallestGroup) : null,
  };
}

function shownMoved(
  { extended, complex, setBack }: MovedDates,
  { legs }: FrozenFacts,
  smallestGroup: number,
): MovedFiguresDto {
  const due = legs.find(({ leg }) => leg === 'answer')?.due ?? 0;
  const part = (of: number, count: number) => shownShare({ of, part: count }, smallestGroup)?.part ?? null;
  return {
    extended: part(due, extended),
    complex: part(due, complex),
    // What is left of the complex ones tells of people as well.
    setBack: part(complex, setBack),
  };
}

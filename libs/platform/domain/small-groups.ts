/*
 * Design, section 3, rule 9: what is shown of people and their opinions tells nothing of a small group, nor of what is
 * left of a larger one. Every room shows such numbers through this file alone; test/small-groups.spec.ts looks for
 * others. With a ShownCount in an answer's type no other number can get there.
 */

/** Fewest people or opinions behind a number that is shown. A policy may ask for more, never for fewer. */
export const SMALLEST_GROUP = 5;

/** Fewest members of a department that may be named as an anonymous author's own. */
export const NAMED_FROM_MEMBERS = 10;

declare const SHOWN: unique symbol;
/** A number behind which stand nobody or enough; made here only. */
export type ShownCount = number & { readonly [SHOWN]: true };

/** `part` of `of`: late opinions of all that fell due, readers who have read of all readers. */
export interface Share<Count extends number = number> {
  readonly of: Count;
  readonly part: Count;
}

/** A share by what it is a share of. */
export interface Group<Key, Count extends number = number> {
  readonly key: Key;
  readonly share: Share<Count>;
}

export interface ShownTable<Key> {
  readonly shown: readonly Group<Key, ShownCount>[];
  /** Groups that are shown only together; null when there are none, or when even together they are too few. */
  readonly others: Share<ShownCount> | null;
  /** Null when nothing may be shown. */
  readonly total: Share<ShownCount> | null;
  /** Some numbers are left out or put together. */
  readonly isReduced: boolean;
}

/** A sum or an average over so many people or opinions, or null. */
export function shownFigure(
  figure: number,
  behind: number,
  smallestGroup = SMALLEST_GROUP,
): ShownCount | null {
  return shownCount(behind, smallestGroup) === null ? null : (figure as ShownCount);
}

/** A count alone, or null. */
export function shownCount(count: number, smallestGroup = SMALLEST_GROUP): ShownCount | null {
  return shownShare({ of: count, part: 0 }, smallestGroup)?.of ?? null;
}

/** A share, or null when all, the part or the rest are few; none at all tells of nobody. */
export function shownShare(share: Share, smallestGroup = SMALLEST_GROUP): Share<ShownCount> | null {
  return isTooSmall(share, smallestGroup) ? null : asShown(share);
}

/**
 * A table as it may be shown. Small groups are put together with each other, and with the next larger one while that
 * is still too few, so that no sum or difference of what is shown tells of a small group. Groups without anything are
 * left out.
 */
export function shownTable<Key>(
  groups: readonly Group<Key>[],
  smallestGroup = SMALLEST_GROUP,
): ShownTable<Key> {
  const counted = groups.filter(({ share }) => share.of > 0);
  const together = counted.filter(({ share }) => isTooSmall(share, smallestGroup));
  if (together.length === 0) {
    const total = asShown(sumOf(counted.map(({ share }) => share)));
    return { shown: counted.map(asShownGroup), others: null, total, isReduced: false };
  }
  const rest = counted
    .filter((group) => !together.includes(group))
    .sort((a, b) => a.share.of - b.share.of || a.share.part - b.share.part);
  const sum = (): Share => sumOf(together.map(({ share }) => share));
  while (together.length < 2 || isTooSmall(sum(), smallestGroup)) {
    const next = rest.shift();
    if (!next) return { shown: [], others: null, total: null, isReduced: true };
    together.push(next);
  }
  const total = asShown(sumOf([...rest.map(({ share }) => share), sum()]));
  // In the order given, which tells nothing about size.
  const shown = counted.filter((group) => rest.includes(group)).map(asShownGroup);
  return { shown, others: asShown(sum()), total, isReduced: true };
}

/** Whether the numbers tell of a group that is too small: all, the part or the rest, unless it is empty. */
function isTooSmall({ of, part }: Share, smallestGroup: number): boolean {
  const least = Math.max(SMALLEST_GROUP, smallestGroup);
  return [of, part, of - part].some((count) => count > 0 && count < least);
}

function sumOf(shares: readonly Share[]): Share {
  return shares.reduce((sum, { of, part }) => ({ of: sum.of + of, part: sum.part + part }), {
    of: 0,
    part: 0,
  });
}

function asShown(share: Share): Share<ShownCount> {
  return share as Share<ShownCount>;
}

function asShownGroup<Key>({ key, share }: Group<Key>): Group<Key, ShownCount> {
  return { key, share: asShown(share) };
}

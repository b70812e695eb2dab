/** Whatever the policy says: in a group of two each one knows the other by knowing themselves. */
const FEWEST = 3;

/** `part` of `of`: late opinions of all that fell due, readers who have read of all readers. */
export interface Share {
  readonly of: number;
  readonly part: number;
}

/** A share by what it is a share of. */
export interface Group<Key> {
  readonly key: Key;
  readonly share: Share;
}

export interface ShownTable<Key> {
  readonly shown: readonly Group<Key>[];
  /** Groups that are shown only together; null when there are none, or when even together they are too few. */
  readonly others: Share | null;
  /** Null when nothing may be shown. */
  readonly total: Share | null;
  /** Some numbers are left out or put together. */
  readonly isReduced: boolean;
}

/** Whether the numbers tell of a group that is too small: all, the part or the rest, unless it is empty. */
function isTooSmall({ of, part }: Share, smallestGroup: number): boolean {
  const least = Math.max(FEWEST, smallestGroup);
  return [of, part, of - part].some((count) => count > 0 && count < least);
}

function sumOf(shares: readonly Share[]): Share {
  return shares.reduce((sum, { of, part }) => ({ of: sum.of + of, part: sum.part + part }), {
    of: 0,
    part: 0,
  });
}

/** A number as it may be shown, or null: design, section 3, rule 9, the complement included. */
export function suppressed(share: Share, smallestGroup: number): Share | null {
  return isTooSmall(share, smallestGroup) ? null : share;
}

/**
 * A table as it may be shown. Small groups are put together with each other, and with the next larger one while that
 * is still too few, so that no sum or difference of what is shown tells of a small group. Groups without anything are
 * left out.
 */
export function suppressedTable<Key>(groups: readonly Group<Key>[], smallestGroup: number): ShownTable<Key> {
  const counted = groups.filter(({ share }) => share.of > 0);
  const together = counted.filter(({ share }) => isTooSmall(share, smallestGroup));
  if (together.length === 0) {
    const total = sumOf(counted.map(({ share }) => share));
    return { shown: counted, others: null, total, isReduced: false };
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
  const total = sumOf([...rest.map(({ share }) => share), sum()]);
  // In the order given, which tells nothing about size.
  const shown = counted.filter((group) => rest.includes(group));
  return { shown, others: sum(), total, isReduced: true };
}

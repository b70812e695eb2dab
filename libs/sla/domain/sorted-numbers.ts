/** The element of a list that is known to be long enough. */
export function nth<T>(list: readonly T[], index: number): T {
  const element = list[index];
  if (element === undefined) throw new RangeError(`There is no element ${index} of ${list.length}.`);
  return element;
}

/** Index of the last element not greater than `value` in an ascending list, -1 when all are greater. */
export function lastAtMost(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (nth(ascending, middle) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Index of the last element smaller than `value` in an ascending list, -1 when none is. */
export function lastBelow(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (nth(ascending, middle) < value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Only what somebody has changed in a form, so that nothing else is overwritten by it. */
export function changedFields<Facts extends object>(before: Facts, after: Facts): Partial<Facts> {
  const names = Object.keys(after) as (keyof Facts)[];
  return Object.fromEntries(
    names
      .filter((name) => JSON.stringify(after[name]) !== JSON.stringify(before[name]))
      .map((name) => [name, after[name]]),
  ) as Partial<Facts>;
}

/**
 * States of a state machine that nothing leads to, or that cannot come to an end. Empty when its table is sound.
 *
 * @param table its rows; `to` null stays where it is
 */
export function stateFaults<State extends string>(
  table: readonly { readonly from: readonly State[]; readonly to: State | null }[],
  states: readonly State[],
  start: State,
  ends: readonly State[],
): string[] {
  const spread = (from: readonly State[], next: (state: State) => readonly State[]): Set<State> => {
    const seen = new Set<State>(from);
    for (const state of seen) for (const other of next(state)) seen.add(other);
    return seen;
  };
  const leaving = (state: State): State[] =>
    table.flatMap((row) => (row.to !== null && row.from.includes(state) ? [row.to] : []));
  const entering = (state: State): State[] => table.flatMap((row) => (row.to === state ? [...row.from] : []));
  const reached = spread([start], leaving);
  const ending = spread(ends, entering);
  return [
    ...states.filter((state) => !reached.has(state)).map((state) => `Nothing leads to "${state}".`),
    ...states.filter((state) => !ending.has(state)).map((state) => `"${state}" never comes to an end.`),
  ];
}

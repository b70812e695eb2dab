/** One row of a state machine: who may do what, from which states, and where it leads; null stays where it is. */
export interface StepRow<State extends string, Step extends string, By extends string> {
  readonly step: Step;
  readonly from: readonly State[];
  readonly by: readonly By[];
  readonly to: State | null;
}

/** The row that fits, or whether the step belongs to someone else or does not fit the state. */
export function stepOf<State extends string, Step extends string, By extends string>(
  table: readonly StepRow<State, Step, By>[],
  state: State,
  step: Step,
  standings: ReadonlySet<By>,
): StepRow<State, Step, By> | 'not-yours' | 'not-now' {
  const mine = table.filter((row) => row.step === step && row.by.some((by) => standings.has(by)));
  if (mine.length === 0) return 'not-yours';
  return mine.find((row) => row.from.includes(state)) ?? 'not-now';
}

/** The steps that somebody could take now, each once, in the order of the table. */
export function possibleSteps<State extends string, Step extends string, By extends string>(
  table: readonly StepRow<State, Step, By>[],
  state: State,
  standings: ReadonlySet<By>,
): Step[] {
  const fitting = table.filter((row) => row.from.includes(state) && row.by.some((by) => standings.has(by)));
  return [...new Set(fitting.map((row) => row.step))];
}

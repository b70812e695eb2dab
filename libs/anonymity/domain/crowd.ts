/** A number of people is told in these steps, so that nobody sees it move when one of them signs in. */
const STEPS = [5, 10, 20, 30, 50, 100, 200, 300, 500] as const;

/** The largest step that is not above a number: never more than there are. Null below the first one. */
export function crowdStep(people: number): number | null {
  if (people >= 1_000) return Math.floor(people / 1_000) * 1_000;
  return STEPS.findLast((step) => step <= people) ?? null;
}

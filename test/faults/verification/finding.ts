/** One thing that must be true, and where it is not. */
export interface Finding {
  readonly check: string;
  /** How many things were looked at. */
  readonly examined: number;
  readonly violations: readonly string[];
}

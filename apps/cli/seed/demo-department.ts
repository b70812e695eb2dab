/** zh-CN, en, ru. */
export type Trilingual = readonly [chinese: string, english: string, russian: string];

export interface DemoScope {
  readonly title: Trilingual;
  readonly belongs: readonly Trilingual[];
  readonly belongsNot: readonly Trilingual[];
  /** What was published before, oldest first. */
  readonly before?: readonly DemoScopeVersion[];
}

export interface DemoScopeVersion extends Omit<DemoScope, 'before'> {
  readonly publishedDaysAgo: number;
}

/** People are named by their place in `demo-people.ts`. */
export interface DemoDepartment {
  readonly code: string;
  readonly name: Trilingual;
  readonly kind?: 'coordinator';
  readonly site?: 'EAST' | 'NORTH';
  readonly leader: string;
  readonly scopes: readonly DemoScope[];
}

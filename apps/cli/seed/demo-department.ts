/** zh-CN, en, ru. */
export type Trilingual = readonly [chinese: string, english: string, russian: string];

export interface DemoScope {
  readonly title: Trilingual;
  readonly belongs: readonly Trilingual[];
  readonly belongsNot: readonly Trilingual[];
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

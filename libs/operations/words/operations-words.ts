import type { FindingCode } from '../domain/findings.js';

/** The figures of a finding as a reader of the language writes them. */
export interface Figures {
  readonly count: string;
  /** A length of time in the largest unit that says enough. */
  readonly time: string;
  readonly subject: string;
}

export interface Sentence {
  /** What is wrong, in a few words. */
  readonly what: string;
  /** What it means and what to do. */
  readonly todo: string;
}

export interface OperationsWords {
  readonly findings: Readonly<Record<FindingCode, (figures: Figures) => Sentence>>;
  /** What followers do, by their names. */
  readonly followers: Readonly<Record<string, string>>;
  readonly moreThan: (count: string) => string;
  readonly letter: {
    readonly alarm: { readonly subject: string; readonly heading: string; readonly body: string };
    readonly over: { readonly subject: string; readonly heading: string; readonly body: string };
    readonly action: string;
    readonly why: string;
    readonly automatic: string;
  };
}

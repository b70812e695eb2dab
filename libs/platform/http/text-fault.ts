export interface TextRule {
  /** Smallest and largest length in Unicode code points, after trimming. */
  readonly min?: number;
  readonly max: number;
  /** Line breaks and tabs are allowed. */
  readonly multiline?: boolean;
  readonly optional?: boolean;
  readonly description?: string;
  readonly example?: string;
}

// All C0 and C1 controls, and the bidirectional overrides that can make text read differently from what it says.
const CONTROL_EXCEPT_BREAKS =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
const ANY_CONTROL = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

/** What is wrong with a text, or null. */
export function textFault(value: unknown, rule: TextRule): string | null {
  if (typeof value !== 'string') return 'must be text';
  if (!value.isWellFormed()) return 'must not contain half a surrogate pair';
  if ((rule.multiline ? CONTROL_EXCEPT_BREAKS : ANY_CONTROL).test(value)) {
    return rule.multiline
      ? 'must not contain control characters'
      : 'must be one line without control characters';
  }
  const length = [...value].length;
  if (length < (rule.min ?? 1)) return `must have at least ${rule.min ?? 1} character(s)`;
  if (length > rule.max) return `must have at most ${rule.max} characters`;
  return null;
}

/** How a text is kept: Unicode NFC, one kind of line end, no outer white space. Oddities stay, to be refused. */
export function tidyText(value: unknown): unknown {
  return typeof value === 'string' && value.isWellFormed()
    ? value.normalize('NFC').replace(/\r\n?/g, '\n').trim()
    : value;
}

/** What was done to a text so that the api takes it. */
export type Adjustment = 'cleaned' | 'cut' | 'padded';

/** Lengths in Unicode code points. */
interface Limits {
  readonly min: number;
  readonly max: number;
  readonly isOneLine?: boolean;
}

// The controls and bidirectional overrides that the api refuses.
const REFUSED = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
const PADDING = '（原文如此）';

/** A text as the api takes it, changed no more than that needs. */
export function fitText(given: string, limits: Limits): { text: string; adjustments: Adjustment[] } {
  const adjustments: Adjustment[] = [];
  const normal = given.toWellFormed().normalize('NFC').replace(/\r\n?/g, '\n').trim();
  let text = normal.replace(REFUSED, '').trim();
  if (limits.isOneLine) text = text.replace(/\s*[\t\n\u2028\u2029]+\s*/g, ' ');
  if (text !== normal || !given.isWellFormed()) adjustments.push('cleaned');
  const points = [...text];
  if (points.length > limits.max) {
    text = `${points
      .slice(0, limits.max - 1)
      .join('')
      .trimEnd()}…`;
    adjustments.push('cut');
  }
  if (points.length < limits.min) {
    while ([...text].length < limits.min) text += PADDING;
    adjustments.push('padded');
  }
  return { text, adjustments };
}

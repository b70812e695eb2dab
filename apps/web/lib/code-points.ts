/** Lengths as the server counts them: code points, not UTF-16 units. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

export const LIMITS = {
  title: { least: 4, most: 120 },
  body: { least: 10, most: 8000 },
  answer: { least: 2, most: 8000 },
  reason: { least: 4, most: 1000 },
  note: { least: 2, most: 4000 },
  summary: { least: 4, most: 2000 },
  plan: { least: 10, most: 4000 },
  bulletin: { least: 1, most: 20000 },
} as const;

export type TextLimit = (typeof LIMITS)[keyof typeof LIMITS];

export function fits(text: string, { least, most }: TextLimit): boolean {
  const length = codePoints(text.trim());
  return length >= least && length <= most;
}

/** What the policy that ships promises, copied from its text by hand. Minutes of working time; a day has 450. */
export interface Promises {
  readonly targets: Readonly<Record<Leg, Readonly<Record<Urgency, number>>>>;
  readonly rungs: Readonly<Record<Leg, readonly Rung[]>>;
  readonly pauseLimit: number;
}

export type Leg = 'acknowledge' | 'answer' | 'escalated-answer' | 'confirmation';
export type Urgency = 'urgent' | 'ordinary' | 'complex';

/** A step of the ladder: at a percentage of the target, or so many minutes after the deadline. */
export type Rung =
  { readonly kind: string; readonly percent: number } | { readonly kind: string; readonly after: number };

const DAY = 450;
const HALF = { kind: 'half', percent: 50 };
const WARNING = { kind: 'late-warning', percent: 80 };
const DUE = { kind: 'due', percent: 100 };

export const PROMISES: Promises = {
  targets: {
    acknowledge: { urgent: 120, ordinary: DAY, complex: DAY },
    answer: { urgent: DAY, ordinary: 5 * DAY, complex: 10 * DAY },
    'escalated-answer': { urgent: DAY, ordinary: 3 * DAY, complex: 5 * DAY },
    confirmation: { urgent: 5 * DAY, ordinary: 5 * DAY, complex: 5 * DAY },
  },
  rungs: {
    acknowledge: [WARNING, DUE, { kind: 'reminder', after: DAY }],
    answer: [
      HALF,
      WARNING,
      DUE,
      { kind: 'reminder', after: DAY },
      { kind: 'escalation', after: 3 * DAY },
      { kind: 'bulletin', after: 5 * DAY },
    ],
    'escalated-answer': [
      HALF,
      WARNING,
      DUE,
      { kind: 'reminder', after: DAY },
      { kind: 'bulletin', after: 5 * DAY },
    ],
    confirmation: [HALF, WARNING, DUE],
  },
  pauseLimit: 3 * DAY,
};

export const LEGS: readonly Leg[] = ['acknowledge', 'answer', 'escalated-answer', 'confirmation'];

import { LEGS, type LadderStep, type PolicyNumbers } from '../domain/policy.js';

/** Minutes of a working day in the calendar that ships. */
const DAY = 450;

const ON_THE_WAY: readonly LadderStep[] = LEGS.flatMap((leg): LadderStep[] => [
  ...(leg === 'acknowledge' ? [] : [{ leg, kind: 'half' as const, share: 0.5 }]),
  { leg, kind: 'late-warning', share: 0.8 },
  { leg, kind: 'due' },
]);

/**
 * The policy that ships, modelled on the rules of public service hotlines: urgent, ordinary and complex matters are
 * answered within 1, 5 and 10 working days, a reminder copied to the superior follows on the next working day, the
 * leadership takes over after three, and after five the case is named in a bulletin.
 */
export const DEFAULT_POLICY: PolicyNumbers = {
  levels: [
    { leg: 'acknowledge', urgency: 'urgent', workingMinutes: 120 },
    { leg: 'acknowledge', urgency: 'ordinary', workingMinutes: DAY },
    { leg: 'acknowledge', urgency: 'complex', workingMinutes: DAY },
    { leg: 'answer', urgency: 'urgent', workingMinutes: DAY },
    { leg: 'answer', urgency: 'ordinary', workingMinutes: 5 * DAY },
    { leg: 'answer', urgency: 'complex', workingMinutes: 10 * DAY },
    { leg: 'escalated-answer', urgency: 'urgent', workingMinutes: DAY },
    { leg: 'escalated-answer', urgency: 'ordinary', workingMinutes: 3 * DAY },
    { leg: 'escalated-answer', urgency: 'complex', workingMinutes: 5 * DAY },
    { leg: 'confirmation', urgency: 'urgent', workingMinutes: 5 * DAY },
    { leg: 'confirmation', urgency: 'ordinary', workingMinutes: 5 * DAY },
    { leg: 'confirmation', urgency: 'complex', workingMinutes: 5 * DAY },
    { leg: 'redo', urgency: 'urgent', workingMinutes: DAY },
    { leg: 'redo', urgency: 'ordinary', workingMinutes: 5 * DAY },
    { leg: 'redo', urgency: 'complex', workingMinutes: 10 * DAY },
  ],
  overrides: [],
  ladder: [
    ...ON_THE_WAY,
    { leg: 'acknowledge', kind: 'reminder', workingMinutesAfterDue: DAY },
    { leg: 'answer', kind: 'reminder', workingMinutesAfterDue: DAY },
    { leg: 'answer', kind: 'escalation', workingMinutesAfterDue: 3 * DAY },
    { leg: 'answer', kind: 'bulletin', workingMinutesAfterDue: 5 * DAY },
    { leg: 'escalated-answer', kind: 'reminder', workingMinutesAfterDue: DAY },
    { leg: 'escalated-answer', kind: 'bulletin', workingMinutesAfterDue: 5 * DAY },
  ],
  pauseLimitWorkingMinutes: 3 * DAY,
  extensionLimitWorkingMinutes: 10 * DAY,
  transfersBeforeCoordinator: 2,
  redosBeforeHigherLevel: 3,
  bulletin: { overdueWorkingMinutes: 5 * DAY, redos: 3, monthlyDepartments: 3, smallestGroup: 5 },
};

import type { PolicyNumbers, ServiceLevel } from '../domain/policy.js';
import { DEFAULT_POLICY } from './default-policy.js';

/** Numbers as any version of the product has written them. */
export type StoredNumbers = Pick<
  PolicyNumbers,
  'levels' | 'ladder' | 'pauseLimitWorkingMinutes' | 'extensionLimitWorkingMinutes'
> &
  Partial<PolicyNumbers>;

/** Fills in what a version said nothing about: a redo had the time of a first answer, the rest is what shipped. */
export function numbersOf(stored: StoredNumbers): PolicyNumbers {
  const redo: ServiceLevel[] = stored.levels.some(({ leg }) => leg === 'redo')
    ? []
    : stored.levels.filter(({ leg }) => leg === 'answer').map((level) => ({ ...level, leg: 'redo' }));
  return {
    ...stored,
    levels: [...stored.levels, ...redo],
    overrides: stored.overrides ?? [],
    transfersBeforeCoordinator:
      stored.transfersBeforeCoordinator ?? DEFAULT_POLICY.transfersBeforeCoordinator,
    redosBeforeHigherLevel: stored.redosBeforeHigherLevel ?? DEFAULT_POLICY.redosBeforeHigherLevel,
    bulletin: stored.bulletin ?? DEFAULT_POLICY.bulletin,
  };
}

import type { ReleaseRule } from './key-log.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Chinese time has been UTC+8 without summer time since 1991. */
const CHINESE_TIME_MS = 8 * 3_600_000;

/** The first moment after another one at which something can be released, both in milliseconds. */
export function nextRelease({ daily, everySeconds }: ReleaseRule, after: number): number {
  if (daily === null) {
    const stretch = Math.max(1, everySeconds ?? 1) * 1_000;
    return (Math.floor(after / stretch) + 1) * stretch;
  }
  const [hour = 0, minute = 0] = daily.split(':').map(Number);
  const offset = (hour * 60 + minute) * MINUTE_MS - CHINESE_TIME_MS;
  return (Math.floor((after - offset) / DAY_MS) + 1) * DAY_MS + offset;
}

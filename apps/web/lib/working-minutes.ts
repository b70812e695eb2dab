/** The policy counts seven and a half working hours as a day. */
const HALF_DAY_MINUTES = 225;

/**
 * Working minutes to say of an amount of working seconds: rounded down, so that nobody is promised more than there is,
 * to what matters at that distance: half days, hours, minutes. The sign is left out.
 */
export function saidMinutes(seconds: number): number {
  const minutes = Math.floor(Math.abs(seconds) / 60);
  const unit = minutes >= 2 * HALF_DAY_MINUTES ? HALF_DAY_MINUTES : minutes >= 60 ? 60 : 1;
  return minutes - (minutes % unit);
}

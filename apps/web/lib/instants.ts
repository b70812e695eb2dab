import { useTranslation } from 'react-i18next';
import { nowMillis } from './browser-clock.js';
import { dayIn } from './local-instant.js';
import { useMe } from './me.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const DATE_LENGTH = '2026-11-24'.length;

export interface InstantWords {
  /** "Thu 26 Nov, 17:00" in the reader's zone; the year only when it is another one. */
  moment(iso: string): string;
  /** With seconds and the zone's name. */
  exact(iso: string): string;
  day(iso: string): string;
  /**
   * The date in China of an instant or of `2026-11-24`, in whatever zone the reader is: all that is said of when an
   * anonymous author did something.
   */
  date(iso: string): string;
  /** "in 3 hours", "2 days ago". */
  distance(iso: string): string;
}

/**
 * How far one instant is from another. "Tomorrow" is the next day of the calendar, however many hours away it is.
 * @param timeZone in which the days are counted
 */
export function distanceBetween(
  now: number,
  at: number,
  timeZone: string | undefined,
): { value: number; unit: 'minute' | 'hour' | 'day' | 'month' } {
  const gap = at - now;
  const size = Math.abs(gap);
  if (size < HOUR) return { value: Math.round(gap / MINUTE), unit: 'minute' };
  const days = (Date.parse(dayIn(timeZone, at)) - Date.parse(dayIn(timeZone, now))) / DAY;
  // The day on which clocks are set back is longer than 24 hours.
  if (size < DAY || days === 0) return { value: Math.round(gap / HOUR), unit: 'hour' };
  if (size < 60 * DAY) return { value: days, unit: 'day' };
  return { value: Math.round(days / 30), unit: 'month' };
}

/** The locale in which dates are written: in English day before month, as in the mails and on paper. */
export const dateLocale = (language: string): string => (language === 'en' ? 'en-GB' : language);

export function instantWords(language: string, timeZone: string | undefined): InstantWords {
  const locale = dateLocale(language);
  const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(locale, { timeZone, hourCycle: 'h23', ...options });
  const year = (at: number): string => format({ year: 'numeric' }).format(at);
  const withYear = (at: number): Intl.DateTimeFormatOptions =>
    year(at) === year(nowMillis()) ? {} : { year: 'numeric' };
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  return {
    moment: (iso) => {
      const at = Date.parse(iso);
      return format({
        weekday: 'short',
        month: 'short',
        day: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        ...withYear(at),
      }).format(at);
    },
    exact: (iso) =>
      format({
        year: 'numeric',
        month: 'long',
        day: 'numeric',
        weekday: 'long',
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
        timeZoneName: 'short',
      }).format(Date.parse(iso)),
    day: (iso) => {
      const at = Date.parse(iso);
      return format({ month: 'short', day: 'numeric', ...withYear(at) }).format(at);
    },
    date: (iso) => {
      const at = Date.parse(iso.length === DATE_LENGTH ? `${iso}T00:00:00+08:00` : iso);
      const parts = { weekday: 'short', month: 'short', day: 'numeric', ...withYear(at) } as const;
      return new Intl.DateTimeFormat(locale, { ...parts, timeZone: 'Asia/Shanghai' }).format(at);
    },
    distance: (iso) => {
      const { value, unit } = distanceBetween(nowMillis(), Date.parse(iso), timeZone);
      return relative.format(value, unit);
    },
  };
}

export function useInstants(): InstantWords {
  const { i18n } = useTranslation();
  const me = useMe();
  return instantWords(i18n.language, me?.timeZone);
}

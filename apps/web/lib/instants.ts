import { useTranslation } from 'react-i18next';
import { nowMillis } from './browser-clock.js';
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
      const gap = Date.parse(iso) - nowMillis();
      const size = Math.abs(gap);
      if (size < HOUR) return relative.format(Math.round(gap / MINUTE), 'minute');
      if (size < DAY) return relative.format(Math.round(gap / HOUR), 'hour');
      if (size < 60 * DAY) return relative.format(Math.round(gap / DAY), 'day');
      return relative.format(Math.round(gap / (30 * DAY)), 'month');
    },
  };
}

export function useInstants(): InstantWords {
  const { i18n } = useTranslation();
  const me = useMe();
  return instantWords(i18n.language, me?.timeZone);
}

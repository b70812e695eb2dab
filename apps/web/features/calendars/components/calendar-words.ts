import { IconCircleHalf2, IconFlag, IconMoon, IconBriefcase, IconRefreshAlert } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { dateLocale } from '../../../lib/instants.js';
import type { IconPart, Tone } from '../../../ui/chip.js';
import type { CalendarFault, CalendarSpan } from '../api/calendars.js';
import { isOverMidnight, onClock, type DayKind, type Weekday, WEEKDAYS } from './calendar-draft.js';

export const DAY_TONES: Record<DayKind, Tone> = {
  work: 'done',
  free: 'quiet',
  holiday: 'late',
  extra: 'info',
  break: 'wait',
};

export const DAY_ICONS: Record<DayKind, IconPart> = {
  work: IconBriefcase,
  free: IconMoon,
  holiday: IconFlag,
  extra: IconRefreshAlert,
  break: IconCircleHalf2,
};

/** Dates of a calendar are dates on its own wall: no zone of a reader moves them. */
function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): (date: string) => string {
  const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
  return (date) => format.format(Date.parse(date));
}

export interface CalendarWords {
  readonly day: (date: string) => string;
  readonly month: (date: string) => string;
  readonly weekday: (weekday: Weekday, length: 'long' | 'narrow' | 'short') => string;
  readonly spans: (spans: readonly CalendarSpan[]) => string;
  readonly fault: (fault: Pick<CalendarFault, 'rule' | 'message'>) => string;
}

export function useCalendarWords(): CalendarWords {
  const { t, i18n } = useTranslation();
  const locale = dateLocale(i18n.language);
  return {
    day: dateFormat(locale, { year: 'numeric', month: 'short', day: 'numeric', weekday: 'short' }),
    month: dateFormat(locale, { month: 'long' }),
    // 1 January 2024 was a Monday.
    weekday: (weekday, length) =>
      dateFormat(locale, { weekday: length })(`2024-01-0${String(WEEKDAYS.indexOf(weekday) + 1)}`),
    spans: (spans) =>
      spans.length === 0
        ? t('calendars.closed')
        : spans
            .map((span) => {
              const hours = `${onClock(span.from)}–${span.to === '24:00' ? '24:00' : onClock(span.to)}`;
              return isOverMidnight(span) ? t('calendars.next-day', { hours }) : hours;
            })
            .join(t('common.list-comma')),
    fault: ({ rule, message }) =>
      i18n.exists(`calendars.rule.${rule}`) ? t(`calendars.rule.${rule}`) : message,
  };
}

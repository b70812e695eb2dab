import { useTranslation } from 'react-i18next';

/**
 * Working minutes in words, in the largest unit that loses nothing: half days, half hours, minutes.
 * @param dayMinutes how long a working day is; null where its days differ, and then hours are said
 */
export function useWorkingTime(dayMinutes: number | null | undefined): (minutes: number) => string {
  const { t } = useTranslation();
  return (minutes) => {
    if (dayMinutes && minutes > 0 && (2 * minutes) % dayMinutes === 0)
      return t('working-time.days', { count: minutes / dayMinutes });
    return minutes >= 60 && minutes % 30 === 0
      ? t('working-time.hours', { count: minutes / 60 })
      : t('working-time.minutes', { count: minutes });
  };
}

const HOUR_SECONDS = 3600;

/** Seconds as "6 hr 30 min", exact to the second, whatever a working day is. */
export function duration(seconds: number, locale: string): string {
  const parts = [
    ['hour', Math.floor(seconds / HOUR_SECONDS)],
    ['minute', Math.floor((seconds % HOUR_SECONDS) / 60)],
    ['second', Math.floor(seconds % 60)],
  ] as const;
  const said = parts.filter(([, count]) => count > 0);
  return (said.length > 0 ? said : parts.slice(1, 2))
    .map(([unit, count]) => new Intl.NumberFormat(locale, { style: 'unit', unit }).format(count))
    .join(' ');
}

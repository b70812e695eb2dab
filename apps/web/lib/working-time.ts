import { useTranslation } from 'react-i18next';

/** The policy counts seven and a half working hours as a day. */
export const WORKING_DAY_MINUTES = 450;
const HALF_DAY_MINUTES = WORKING_DAY_MINUTES / 2;

/** Working minutes in words, in the largest unit that loses nothing: half days, hours, minutes. */
export function useWorkingTime(): (minutes: number) => string {
  const { t } = useTranslation();
  return (minutes) => {
    if (minutes % HALF_DAY_MINUTES === 0)
      return t('working-time.days', { count: minutes / WORKING_DAY_MINUTES });
    return minutes % 60 === 0
      ? t('working-time.hours', { count: minutes / 60 })
      : t('working-time.minutes', { count: minutes });
  };
}

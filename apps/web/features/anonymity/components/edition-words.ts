import { useTranslation } from 'react-i18next';
import { useInstants } from '../../../lib/instants.js';
import { dayAfter, splitEdition } from './edition.js';

interface EditionWords {
  /** "Sat 28 Nov"; with the time in a demo, where there are many a day. */
  asOf(edition: string): string;
  /** The day on which the next daily edition is there. */
  nextDay(edition: string): string;
}

export function useEditionWords(): EditionWords {
  const { t } = useTranslation();
  const words = useInstants();
  return {
    asOf: (edition) => {
      const { date, time } = splitEdition(edition);
      return time === null ? words.date(date) : t('receipt.date-time', { date: words.date(date), time });
    },
    nextDay: (edition) => words.date(dayAfter(splitEdition(edition).date)),
  };
}

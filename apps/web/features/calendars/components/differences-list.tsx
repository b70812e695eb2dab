import { useTranslation } from 'react-i18next';
import { useLocalised } from '../../../lib/localised.js';
import type { CalendarDay, CalendarDifferences } from '../api/calendars.js';
import { useCalendarWords } from './calendar-words.js';
import classes from './calendars.module.css';

/** What a version changed, in words: first what was, then what is. */
export function DifferencesList({ of }: { of: CalendarDifferences }) {
  const { t } = useTranslation();
  const localised = useLocalised();
  const words = useCalendarWords();
  const entry = ({ kind, name, spans }: CalendarDay): string =>
    [t(`calendars.kind.${kind}`), localised(name), ...(spans.length > 0 ? [words.spans(spans)] : [])].join(
      ' · ',
    );
  const entries = (days: readonly CalendarDay[]): string =>
    days.length === 0 ? t('calendars.as-weekly') : days.map(entry).join('; ');
  const lines = [
    ...(of.timeZone
      ? [{ what: t('calendars.zone'), before: of.timeZone.before, after: of.timeZone.after }]
      : []),
    ...of.weekly.map(({ weekday, before, after }) => ({
      what: words.weekday(weekday, 'long'),
      before: words.spans(before),
      after: words.spans(after),
    })),
    ...of.years.map(({ year, before, after }) => ({
      what: String(year),
      before: t(`calendars.year-state.${before ?? 'missing'}`),
      after: t(`calendars.year-state.${after ?? 'missing'}`),
    })),
    ...of.days.map(({ date, before, after }) => ({
      what: words.day(date),
      before: entries(before),
      after: entries(after),
    })),
  ];
  if (lines.length === 0) return <p className={classes['dim']}>{t('calendars.no-differences')}</p>;
  return (
    <div className={classes['scroll']} tabIndex={0} role="region" aria-label={t('calendars.differences')}>
      <ul className={classes['differences']}>
        {lines.map(({ what, before, after }) => (
          <li key={what}>
            <strong>{what}</strong>
            <div className={classes['was']}>{t('calendars.was', { what: before })}</div>
            <div>{t('calendars.becomes', { what: after })}</div>
          </li>
        ))}
      </ul>
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useInstants } from '../../../lib/instants.js';
import { Reading } from '../../../ui/reading.js';
import { calendarHistoryQuery } from '../api/calendars.js';
import { DifferencesList } from './differences-list.js';
import classes from './calendars.module.css';

export function HistoryList({ id }: { id: string }) {
  const { t } = useTranslation();
  const words = useInstants();
  const history = useQuery(calendarHistoryQuery(id));
  return (
    <Reading of={history} lines={2}>
      {(versions) => (
        <ul className={classes['differences']}>
          {versions.map((entry) => (
            <li key={entry.version}>
              <Link
                to="/calendars/$calendarId"
                params={{ calendarId: id }}
                search={{ version: entry.version }}
              >
                {t('calendars.version-number', { version: entry.version })}
              </Link>{' '}
              <span className={classes['dim']}>
                {words.moment(entry.publishedAt)}
                {entry.publishedBy === null ? null : ` · ${entry.publishedBy}`}
              </span>
              {entry.differences === null ? null : (
                <details>
                  <summary>{t('calendars.differences')}</summary>
                  <DifferencesList of={entry.differences} />
                </details>
              )}
            </li>
          ))}
        </ul>
      )}
    </Reading>
  );
}

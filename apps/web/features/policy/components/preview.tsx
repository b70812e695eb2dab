import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useInstants } from '../../../lib/instants.js';
import { useSentences } from '../../../lib/sentences.js';
import { Reading } from '../../../ui/reading.js';
import { previewQuery, type PolicyDraft } from '../api/policy.js';
import classes from './policy.module.css';

/** What the open tickets would have if the draft had held all along. */
export function Preview({ draft }: { draft: PolicyDraft }) {
  const { t } = useTranslation();
  const sentences = useSentences();
  const words = useInstants();
  const preview = useQuery(previewQuery(draft));
  return (
    <Reading of={preview} lines={3}>
      {({ tickets, changed, isComplete, legs, examples }) => (
        <>
          <p>
            {sentences(
              t('policy.preview-tickets', { count: tickets }),
              t('policy.preview-changed', { count: changed }),
            )}
          </p>
          <p className={classes['dim']}>{isComplete ? t('policy.preview-what') : t('policy.preview-part')}</p>
          {legs.length > 0 ? (
            <div className={classes['tableWrap']} tabIndex={0} role="region" aria-label={t('policy.preview')}>
              <table className={classes['table']}>
                <thead>
                  <tr>
                    <th scope="col">{t('policy.what')}</th>
                    <th scope="col">{t('policy.clocks')}</th>
                    <th scope="col">{t('policy.earlier')}</th>
                    <th scope="col">{t('policy.later')}</th>
                    <th scope="col">{t('policy.overdue-now')}</th>
                    <th scope="col">{t('policy.overdue-then')}</th>
                  </tr>
                </thead>
                <tbody>
                  {legs.map(({ leg, clocks, earlier, later, overdueNow, overdueThen }) => (
                    <tr key={leg}>
                      <th scope="row">{t(`leg.${leg}`)}</th>
                      <td>{clocks}</td>
                      <td>{earlier}</td>
                      <td>{later}</td>
                      <td>{overdueNow}</td>
                      <td data-late={overdueThen > overdueNow}>{overdueThen}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          ) : null}
          {examples.length > 0 ? (
            <ul className={classes['examples']}>
              {examples.map(({ ticketId, number, leg, dueAt, wouldBeDueAt }) => (
                <li key={`${ticketId} ${leg}`}>
                  <Link to="/tickets/$ticketId" params={{ ticketId }} className={classes['link']}>
                    {number}
                  </Link>{' '}
                  {t('policy.preview-example', {
                    leg: t(`leg.${leg}`),
                    before: words.moment(dueAt),
                    after: words.moment(wouldBeDueAt),
                  })}
                </li>
              ))}
            </ul>
          ) : changed > 0 ? (
            <p className={classes['dim']}>{t('policy.preview-none-yours')}</p>
          ) : null}
        </>
      )}
    </Reading>
  );
}

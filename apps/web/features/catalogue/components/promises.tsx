import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Leg, ServiceLevel } from '../../../lib/contract.js';
import { serviceLevelsQuery } from '../../../lib/directory.js';
import { Reading } from '../../../ui/reading.js';
import classes from './catalogue.module.css';

/** The policy counts seven and a half working hours as a day. */
const WORKING_DAY_MINUTES = 450;
const LEGS: Leg[] = ['acknowledge', 'answer', 'escalated-answer', 'confirmation'];

/** The service levels in force, in words: what is promised by when. */
export function Promises() {
  const { t } = useTranslation();
  const levels = useQuery(serviceLevelsQuery);
  const span = ({ workingMinutes: minutes }: ServiceLevel): string => {
    if (minutes % WORKING_DAY_MINUTES === 0) return t('promise.days', { count: minutes / WORKING_DAY_MINUTES });
    return minutes % 60 === 0
      ? t('promise.hours', { count: minutes / 60 })
      : t('promise.minutes', { count: minutes });
  };
  return (
    <Reading of={levels} lines={3}>
      {(all) => (
        <dl className={classes['promises']}>
          {LEGS.map((leg) => {
            const own = all.filter((level) => level.leg === leg);
            if (own.length === 0) return null;
            return (
              <div key={leg} className={classes['promise']}>
                <dt>{t(`promise.${leg}`)}</dt>
                {own.map((level) => (
                  <dd key={level.urgency ?? 'any'}>
                    <strong>{span(level)}</strong>
                    {level.urgency && own.length > 1 ? <span>{t(`urgency.${level.urgency}`)}</span> : null}
                  </dd>
                ))}
              </div>
            );
          })}
        </dl>
      )}
    </Reading>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Leg, ServiceLevel } from '../../../lib/contract.js';
import { serviceLevelsQuery } from '../../../lib/directory.js';
import { useWorkingTime } from '../../../lib/working-time.js';
import { Reading } from '../../../ui/reading.js';
import classes from './catalogue.module.css';

const LEGS: Leg[] = ['acknowledge', 'answer', 'escalated-answer', 'confirmation'];

const URGENCIES: readonly ServiceLevel['urgency'][] = ['urgent', 'ordinary', 'complex'];

interface Span {
  minutes: number;
  urgencies: ServiceLevel['urgency'][];
}

/** Equal promises are said once, the shortest first. */
function bySpan(levels: readonly ServiceLevel[]): Span[] {
  const spans = new Map<number, ServiceLevel['urgency'][]>();
  for (const urgency of URGENCIES) {
    const level = levels.find((one) => one.urgency === urgency);
    if (level) spans.set(level.workingMinutes, [...(spans.get(level.workingMinutes) ?? []), urgency]);
  }
  return [...spans]
    .map(([minutes, urgencies]) => ({ minutes, urgencies }))
    .sort((left, right) => left.minutes - right.minutes);
}

/** The service levels in force, in words: what is promised by when. */
export function Promises() {
  const { t } = useTranslation();
  const levels = useQuery(serviceLevelsQuery);
  const inWords = useWorkingTime(levels.data?.[0]?.workingDayMinutes);
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
                {bySpan(own).map(({ minutes, urgencies }) => (
                  <dd key={minutes}>
                    <strong>{inWords(minutes)}</strong>
                    {urgencies.length < own.length ? (
                      <span>
                        {urgencies.map((urgency) => t(`urgency.${urgency}`)).join(t('common.list-comma'))}
                      </span>
                    ) : null}
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

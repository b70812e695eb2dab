import { IconClockHour4 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Kind, ServiceLevel } from '../../../lib/contract.js';
import { serviceLevelsFor } from '../../../lib/directory.js';
import { useWorkingTime } from '../../../lib/working-time.js';
import classes from './catalogue.module.css';

interface AnswerPromiseProps {
  departmentId: string;
  kind: Kind;
  urgency: ServiceLevel['urgency'];
}

/** By when this department answers an opinion of this kind, before it is sent. */
export function AnswerPromise({ departmentId, kind, urgency }: AnswerPromiseProps) {
  const { t } = useTranslation();
  const levels = useQuery(serviceLevelsFor(departmentId, kind)).data;
  const level = levels?.find((one) => one.leg === 'answer' && one.urgency === urgency);
  const inWords = useWorkingTime(level?.workingDayMinutes);
  if (!level) return null;
  return (
    <p className={classes['answerPromise']}>
      <IconClockHour4 size={17} aria-hidden />
      {t('promise.answer-within', { time: inWords(level.workingMinutes) })}
    </p>
  );
}

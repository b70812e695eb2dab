import { IconClockHour4 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Kind, ServiceLevel } from '../../../lib/contract.js';
import { answerTimesQuery } from '../../../lib/directory.js';
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
  const times = useQuery(answerTimesQuery).data;
  const time = times?.find(
    (one) => one.departmentId === departmentId && one.kind === kind && one.urgency === urgency,
  );
  const inWords = useWorkingTime(time?.workingDayMinutes);
  if (!time) return null;
  return (
    <p className={classes['answerPromise']}>
      <IconClockHour4 size={17} aria-hidden />
      {t('promise.answer-within', { time: inWords(time.workingMinutes) })}
    </p>
  );
}

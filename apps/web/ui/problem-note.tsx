import { Button } from '@mantine/core';
import { IconAlertCircle, IconCloudOff, IconUsers } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../lib/problem.js';
import { useFaultText } from '../lib/fault-text.js';
import { useFieldName } from '../lib/field-name.js';
import { useProblemText } from '../lib/problem-text.js';
import classes from './problem-note.module.css';

interface ProblemNoteProps {
  problem: Problem | null | undefined;
  onRetry?: () => void;
  /** Field errors that the form shows itself, beside its fields. */
  shownFields?: readonly string[];
  children?: ReactNode;
}

/** Why something did not work and what to do, in plain words. */
export function ProblemNote({ problem, onRetry, shownFields = [], children }: ProblemNoteProps) {
  const { t } = useTranslation();
  const textOf = useProblemText();
  const faultOf = useFaultText();
  const nameOf = useFieldName();
  if (!problem) return null;
  const Icon = problem.isPassing ? IconCloudOff : problem.isStale ? IconUsers : IconAlertCircle;
  const errors = problem.errors.filter(({ field }) => !shownFields.includes(field));
  return (
    <div role="alert" className={classes['note']} data-mild={problem.isPassing || problem.isStale}>
      <Icon size={20} aria-hidden />
      <div className={classes['words']}>
        <strong>{textOf(problem)}</strong>
        {errors.length > 0 ? (
          <ul>
            {errors.map((error) => {
              const name = nameOf(error.field);
              return (
                <li key={`${error.field} ${error.rule}`}>
                  {name === null ? null : <b>{name}: </b>}
                  {faultOf(error)}
                </li>
              );
            })}
          </ul>
        ) : null}
        {children}
        {onRetry ? (
          <Button size="xs" variant="default" onClick={onRetry}>
            {t('common.try-again')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

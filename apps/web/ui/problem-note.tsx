import { Alert, Button, List } from '@mantine/core';
import { IconAlertCircle, IconCloudOff, IconUsers } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../lib/problem.js';
import { useProblemText } from '../lib/problem-text.js';

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
  if (!problem) return null;
  const Icon = problem.isPassing ? IconCloudOff : problem.isStale ? IconUsers : IconAlertCircle;
  const errors = problem.errors.filter(({ field }) => !shownFields.includes(field));
  return (
    <Alert
      role="alert"
      color={problem.isPassing || problem.isStale ? 'yellow' : 'red'}
      variant="outline"
      icon={<Icon size={20} aria-hidden />}
      title={textOf(problem)}
    >
      {errors.length > 0 ? (
        <List size="sm">
          {errors.map((error) => (
            <List.Item key={`${error.field} ${error.rule}`}>
              <strong>{error.field}</strong>: {error.message}
            </List.Item>
          ))}
        </List>
      ) : null}
      {children}
      {onRetry ? (
        <Button size="xs" variant="default" mt="xs" onClick={onRetry}>
          {t('common.try-again')}
        </Button>
      ) : null}
    </Alert>
  );
}

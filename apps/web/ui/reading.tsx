import { Skeleton, Stack } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../lib/problem.js';
import { ProblemNote } from './problem-note.js';

export function Waiting({ lines = 4 }: { lines?: number }) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm" role="status" aria-label={t('common.loading')}>
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton key={index} height={index === 0 ? 22 : 54} radius="md" />
      ))}
    </Stack>
  );
}

interface ReadingProps<Data> {
  of: UseQueryResult<Data>;
  lines?: number;
  children: (data: Data) => ReactNode;
}

/** What was read, or that it is being read, or why it could not be. */
export function Reading<Data>({ of, lines, children }: ReadingProps<Data>) {
  if (of.data !== undefined) return children(of.data);
  if (of.error) {
    const problem = asProblem(of.error);
    // What is not there, or not theirs, does not appear by asking again.
    return (
      <ProblemNote problem={problem} onRetry={problem.status === 404 ? undefined : () => void of.refetch()} />
    );
  }
  return <Waiting lines={lines} />;
}

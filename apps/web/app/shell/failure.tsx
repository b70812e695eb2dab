import { Button } from '@mantine/core';
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../../lib/problem.js';
import { Page } from '../../ui/page.js';
import { ProblemNote } from '../../ui/problem-note.js';

/** A page that could not be drawn. Typed text is kept as a draft, so starting the page again loses nothing. */
export function Failure({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  return (
    <Page title={t('failure.title')} lead={t('failure.lead')} narrow>
      <ProblemNote problem={asProblem(error)} />
      <Button
        mt="md"
        onClick={() => {
          reset();
          void router.invalidate();
        }}
      >
        {t('common.try-again')}
      </Button>
    </Page>
  );
}

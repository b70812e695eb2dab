import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { UnsavedQuestion } from './leave-guard.js';

/** Throws away what was written, after asking. */
export function DiscardButton({ disabled, onDiscard }: { disabled: boolean; onDiscard: () => void }) {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <UnsavedQuestion
        words="discard"
        opened={isAsking}
        onStay={() => setAsking(false)}
        onLeave={() => {
          setAsking(false);
          onDiscard();
        }}
      />
      <Button variant="subtle" color="gray" onClick={() => setAsking(true)} disabled={disabled}>
        {t('writing.discard')}
      </Button>
    </>
  );
}

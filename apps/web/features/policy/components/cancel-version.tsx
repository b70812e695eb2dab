import { Button, Group, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../../lib/use-write.js';
import { ProblemNote } from '../../../ui/problem-note.js';
import { sayDone } from '../../../ui/toasts.js';
import { cancelVersion } from '../api/policy.js';

export function CancelVersion({ version }: { version: number }) {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const cancel = useWrite((why: string, key) => cancelVersion(version, why, key), {
    invalidates: [['policy']],
    onDone: () => sayDone(t('policy.cancelled')),
  });
  if (!isAsking)
    return (
      <Button size="compact-sm" variant="default" mt={6} onClick={() => setAsking(true)}>
        {t('policy.cancel')}
      </Button>
    );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    cancel.mutate(reason.trim());
  };
  return (
    <form onSubmit={submit}>
      <Textarea
        label={t('policy.cancel-why')}
        autosize
        required
        mt="xs"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <ProblemNote problem={cancel.error} />
      <Group gap="xs" mt="xs">
        <Button
          type="submit"
          size="xs"
          color="red"
          disabled={reason.trim().length < 4}
          loading={cancel.isPending}
        >
          {t('policy.cancel')}
        </Button>
        <Button size="xs" variant="default" onClick={() => setAsking(false)}>
          {t('common.cancel')}
        </Button>
      </Group>
    </form>
  );
}

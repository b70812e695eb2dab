import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { codePoints } from '../../../lib/code-points.js';
import { meQuery, metaQuery, useSignedIn } from '../../../lib/me.js';
import { asProblem } from '../../../lib/problem.js';
import { ProblemNote } from '../../../ui/problem-note.js';
import { sayDone } from '../../../ui/toasts.js';
import { changePassword } from '../api/change-password.js';
import { useSignOut } from './use-sign-out.js';

export function ChangePasswordForm() {
  const { t } = useTranslation();
  const me = useSignedIn();
  const client = useQueryClient();
  const router = useRouter();
  const signOut = useSignOut();
  const least = useQuery(metaQuery).data?.minimumPasswordLength ?? 10;
  const [currentPassword, setCurrent] = useState('');
  const [newPassword, setNew] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const change = useMutation({
    networkMode: 'always',
    mutationFn: () => changePassword({ currentPassword, newPassword }),
    onSuccess: async (changed) => {
      client.setQueryData(meQuery.queryKey, changed);
      sayDone(t('password.done'));
      await router.navigate({ to: '/' });
    },
  });
  const tooShort = codePoints(newPassword) < least;
  const differs = newPassword !== again;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!tooShort && !differs) change.mutate();
  };
  const toggle = { 'aria-label': t('session.show-password') };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <PasswordInput
          label={me.mustChangePassword ? t('password.initial') : t('password.current')}
          autoComplete="current-password"
          value={currentPassword}
          visibilityToggleButtonProps={toggle}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('password.new')}
          description={t('password.rule', { count: least })}
          autoComplete="new-password"
          value={newPassword}
          error={tried && tooShort ? t('password.rule', { count: least }) : null}
          visibilityToggleButtonProps={toggle}
          onChange={(event) => setNew(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('password.again')}
          autoComplete="new-password"
          value={again}
          error={tried && differs ? t('password.differs') : null}
          visibilityToggleButtonProps={toggle}
          onChange={(event) => setAgain(event.currentTarget.value)}
        />
        <ProblemNote problem={change.error ? asProblem(change.error) : null} />
        <Group justify="flex-end">
          {me.mustChangePassword ? (
            <Button variant="default" onClick={() => signOut.mutate('here')}>
              {t('session.sign-out')}
            </Button>
          ) : (
            <Button variant="default" onClick={() => router.history.back()}>
              {t('common.cancel')}
            </Button>
          )}
          <Button type="submit" loading={change.isPending}>
            {t('password.change')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

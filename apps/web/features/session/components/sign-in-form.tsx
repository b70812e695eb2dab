import { Button, PasswordInput, Stack, Switch, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../../../lib/problem.js';
import { ProblemNote } from '../../../ui/problem-note.js';
import { signIn } from '../api/sign-in.js';
import { useEnter } from './use-enter.js';

export function SignInForm({ next }: { next: string | undefined }) {
  const { t } = useTranslation();
  const enter = useEnter();
  const [employeeNumber, setEmployeeNumber] = useState('');
  const [password, setPassword] = useState('');
  const [sharedSeat, setSharedSeat] = useState(false);
  const attempt = useMutation({
    networkMode: 'always',
    mutationFn: () => signIn({ employeeNumber: employeeNumber.trim(), password, sharedSeat }),
    onSuccess: (me) => enter(me, next),
    onError: () => setPassword(''),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    attempt.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          label={t('session.employee-number')}
          name="employeeNumber"
          autoComplete={sharedSeat ? 'off' : 'username'}
          autoCapitalize="characters"
          spellCheck={false}
          required
          withAsterisk={false}
          size="md"
          value={employeeNumber}
          onChange={(event) => setEmployeeNumber(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('session.password')}
          name="password"
          autoComplete={sharedSeat ? 'off' : 'current-password'}
          required
          withAsterisk={false}
          size="md"
          value={password}
          visibilityToggleButtonProps={{ 'aria-label': t('session.show-password') }}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Switch
          label={t('session.shared-seat')}
          description={t('session.shared-seat-why')}
          checked={sharedSeat}
          onChange={(event) => setSharedSeat(event.currentTarget.checked)}
        />
        <ProblemNote problem={attempt.error ? asProblem(attempt.error) : null} />
        <Button type="submit" size="md" loading={attempt.isPending}>
          {t('session.sign-in')}
        </Button>
      </Stack>
    </form>
  );
}

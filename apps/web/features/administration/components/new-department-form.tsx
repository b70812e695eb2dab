import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../../lib/use-write.js';
import { LeaveGuard } from '../../../ui/leave-guard.js';
import { ProblemNote } from '../../../ui/problem-note.js';
import { createDepartment, type NewDepartment } from '../api/save-department.js';
import { fullText, LocalisedInputs } from './localised-inputs.js';

export function NewDepartmentForm({ onCreated }: { onCreated: (id: string) => void }) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const [name, setName] = useState(fullText({}));
  const create = useWrite((input: NewDepartment, key) => createDepartment(input, key), {
    invalidates: [['departments']],
    onDone: ({ id }) => onCreated(id),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    create.mutate({ code: code.trim(), name, kind: 'ordinary' });
  };
  return (
    <form onSubmit={submit}>
      <LeaveGuard
        isChanged={!create.isPending && [code, ...Object.values(name)].some((text) => text !== '')}
      />
      <Stack>
        <TextInput
          data-autofocus
          label={t('department.code')}
          description={t('department.code-rule')}
          required
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <LocalisedInputs label={t('department.name')} value={name} onChange={setName} />
        <ProblemNote problem={create.error} />
        <Group justify="flex-end">
          <Button type="submit" loading={create.isPending}>
            {t('department.add')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

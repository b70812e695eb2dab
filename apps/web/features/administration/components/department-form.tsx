import { Button, Group, Select, Stack, Switch } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Department, PersonName } from '../../../lib/contract.js';
import { sitesQuery } from '../../../lib/directory.js';
import { useLocalised } from '../../../lib/localised.js';
import { useWrite } from '../../../lib/use-write.js';
import { ProblemNote } from '../../../ui/problem-note.js';
import { sayDone } from '../../../ui/toasts.js';
import { departmentQuery } from '../api/get-department.js';
import { changeDepartment, type DepartmentChange } from '../api/save-department.js';
import { fullText, LocalisedInputs } from './localised-inputs.js';
import { PeopleSelect, PersonSelect } from '../../../ui/person-select.js';
import { peopleFoundQuery } from '../api/list-people.js';

export function DepartmentForm({ department }: { department: Department }) {
  const { t } = useTranslation();
  const localised = useLocalised();
  const client = useQueryClient();
  const sites = useQuery(sitesQuery).data ?? [];
  const [name, setName] = useState(fullText(department.name));
  const [siteId, setSiteId] = useState(department.siteId);
  const [head, setHead] = useState<PersonName | null>(department.head);
  const [deputy, setDeputy] = useState<PersonName | null>(department.deputy);
  const [leader, setLeader] = useState<PersonName | null>(department.leader);
  const [handlers, setHandlers] = useState<PersonName[]>(department.handlers);
  const [isActive, setActive] = useState(department.isActive);
  const save = useWrite((change: DepartmentChange, key) => changeDepartment(department, change, key), {
    invalidates: [['departments'], ['scopes']],
    onDone: (changed) => {
      client.setQueryData(departmentQuery(department.id).queryKey, changed);
      sayDone(t('department.saved'));
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate({
      name,
      siteId,
      headId: head?.id ?? null,
      deputyId: deputy?.id ?? null,
      leaderId: leader?.id ?? null,
      handlerIds: handlers.map(({ id }) => id),
      isActive,
    });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <LocalisedInputs label={t('department.name')} value={name} onChange={setName} />
        <Group grow align="flex-start">
          <PersonSelect
            find={peopleFoundQuery}
            label={t('department.head')}
            value={head}
            onChange={setHead}
          />
          <PersonSelect
            find={peopleFoundQuery}
            label={t('department.deputy')}
            description={t('department.deputy-why')}
            value={deputy}
            onChange={setDeputy}
          />
        </Group>
        <Group grow align="flex-start">
          <PersonSelect
            find={peopleFoundQuery}
            label={t('department.leader')}
            description={t('department.leader-why')}
            value={leader}
            onChange={setLeader}
          />
          <Select
            label={t('people.site')}
            description={t('department.site-why')}
            clearable
            clearButtonProps={{ 'aria-label': t('common.clear') }}
            data={sites.map((site) => ({ value: site.id, label: localised(site.name) }))}
            value={siteId}
            onChange={setSiteId}
          />
        </Group>
        <PeopleSelect
          find={peopleFoundQuery}
          label={t('department.handlers')}
          description={t('department.handlers-why')}
          value={handlers}
          onChange={setHandlers}
        />
        <Switch
          label={t('department.active')}
          description={t('department.active-why')}
          checked={isActive}
          onChange={(event) => setActive(event.currentTarget.checked)}
        />
        <ProblemNote
          problem={save.error}
          onRetry={
            save.error?.isStale
              ? () => void client.invalidateQueries({ queryKey: departmentQuery(department.id).queryKey })
              : undefined
          }
        />
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

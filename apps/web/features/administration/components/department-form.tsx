import { Button, Group, Select, Stack, Switch } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Department, PersonName } from '../../../lib/contract.js';
import { changedFields } from '../../../lib/changed-fields.js';
import { sitesQuery } from '../../../lib/directory.js';
import { useLocalised } from '../../../lib/localised.js';
import { useOpened } from '../../../lib/use-opened.js';
import { useWrite } from '../../../lib/use-write.js';
import { FormNote } from '../../../ui/form-note.js';
import { LeaveGuard } from '../../../ui/leave-guard.js';
import { sayDone } from '../../../ui/toasts.js';
import { departmentQuery } from '../api/get-department.js';
import { changeDepartment, type DepartmentChange } from '../api/save-department.js';
import { fullText, LocalisedInputs, type FullText } from './localised-inputs.js';
import { PeopleSelect, PersonSelect } from '../../../ui/person-select.js';
import { peopleFoundQuery } from '../api/list-people.js';

interface DepartmentFacts {
  name: FullText;
  siteId: string | null;
  head: PersonName | null;
  deputy: PersonName | null;
  leader: PersonName | null;
  handlers: PersonName[];
  isActive: boolean;
}

const factsOf = ({
  name,
  siteId,
  head,
  deputy,
  leader,
  handlers,
  isActive,
}: Department): DepartmentFacts => ({
  name: fullText(name),
  siteId,
  head,
  deputy,
  leader,
  handlers,
  isActive,
});

const changeOf = ({ head, deputy, leader, handlers, ...facts }: DepartmentFacts): DepartmentChange => ({
  ...facts,
  headId: head?.id ?? null,
  deputyId: deputy?.id ?? null,
  leaderId: leader?.id ?? null,
  handlerIds: handlers.map(({ id }) => id),
});

export function DepartmentForm({ department }: { department: Department }) {
  const { t } = useTranslation();
  const localised = useLocalised();
  const client = useQueryClient();
  const sites = useQuery(sitesQuery).data ?? [];
  // Only what was touched: the rest follows a newer version.
  const [typed, setTyped] = useState<Partial<DepartmentFacts> | null>(null);
  const opened = useOpened(department, typed !== null);
  const before = factsOf(opened.thing);
  const facts = { ...before, ...typed };
  const set = (part: Partial<DepartmentFacts>): void => setTyped((old) => ({ ...old, ...part }));
  const change = changedFields(changeOf(before), changeOf(facts));
  const isChanged = Object.keys(change).length > 0;
  const save = useWrite((given: DepartmentChange, key) => changeDepartment(opened.thing, given, key), {
    invalidates: [['departments'], ['scopes']],
    onDone: (changed) => {
      client.setQueryData(departmentQuery(department.id).queryKey, changed);
      opened.take(changed);
      setTyped(null);
      sayDone(t('department.saved'));
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isChanged && !opened.isOlder) save.mutate(change);
  };
  return (
    <form onSubmit={submit}>
      <LeaveGuard isChanged={isChanged} />
      <Stack gap="md">
        <LocalisedInputs label={t('department.name')} value={facts.name} onChange={(name) => set({ name })} />
        <Group grow align="flex-start">
          <PersonSelect
            find={peopleFoundQuery}
            label={t('department.head')}
            value={facts.head}
            onChange={(head) => set({ head })}
          />
          <PersonSelect
            find={peopleFoundQuery}
            label={t('department.deputy')}
            description={t('department.deputy-why')}
            value={facts.deputy}
            onChange={(deputy) => set({ deputy })}
          />
        </Group>
        <Group grow align="flex-start">
          <PersonSelect
            find={peopleFoundQuery}
            label={t('department.leader')}
            description={t('department.leader-why')}
            value={facts.leader}
            onChange={(leader) => set({ leader })}
          />
          <Select
            label={t('people.site')}
            description={t('department.site-why')}
            clearable
            clearButtonProps={{ 'aria-label': t('common.clear') }}
            data={sites.map((site) => ({ value: site.id, label: localised(site.name) }))}
            value={facts.siteId}
            onChange={(siteId) => set({ siteId })}
          />
        </Group>
        <PeopleSelect
          find={peopleFoundQuery}
          label={t('department.handlers')}
          description={t('department.handlers-why')}
          value={facts.handlers}
          onChange={(handlers) => set({ handlers })}
        />
        <Switch
          label={t('department.active')}
          description={t('department.active-why')}
          checked={facts.isActive}
          onChange={(event) => set({ isActive: event.currentTarget.checked })}
        />
        <FormNote
          write={save}
          isOlder={opened.isOlder}
          onMine={() => opened.take(department)}
          onTheirs={() => setTyped(null)}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending} disabled={!isChanged || opened.isOlder}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

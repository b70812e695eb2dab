import { Button, Group, Select, Stack, Switch } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Department } from '../../../lib/contract.js';
import { changedFields } from '../../../lib/changed-fields.js';
import { sitesQuery } from '../../../lib/directory.js';
import { useLocalised } from '../../../lib/localised.js';
import { useEditing } from '../../../lib/use-editing.js';
import { useWrite } from '../../../lib/use-write.js';
import { FormNote } from '../../../ui/form-note.js';
import { LeaveGuard } from '../../../ui/leave-guard.js';
import { Fields } from '../../../ui/page.js';
import { sayDone } from '../../../ui/toasts.js';
import { departmentQuery } from '../api/get-department.js';
import { changeDepartment, type DepartmentChange } from '../api/save-department.js';
import { LocalisedInputs } from './localised-inputs.js';
import { PeopleSelect, PersonSelect } from '../../../ui/person-select.js';
import { peopleFoundQuery } from '../api/list-people.js';

const changeOf = ({
  name,
  siteId,
  head,
  deputy,
  leader,
  handlers,
  isActive,
}: Department): DepartmentChange => ({
  name,
  siteId,
  headId: head?.id ?? null,
  deputyId: deputy?.id ?? null,
  leaderId: leader?.id ?? null,
  handlerIds: handlers.map(({ id }) => id),
  isActive,
});

export function DepartmentForm({ department }: { department: Department }) {
  const { t } = useTranslation();
  const localised = useLocalised();
  const client = useQueryClient();
  const sites = useQuery(sitesQuery).data ?? [];
  const { thing, facts, isChanged, isOlder, set, ...editing } = useEditing(department);
  const save = useWrite((change: DepartmentChange, key) => changeDepartment(thing, change, key), {
    invalidates: [['departments'], ['scopes']],
    onDone: (changed) => {
      client.setQueryData(departmentQuery(department.id).queryKey, changed);
      editing.onSaved(changed);
      sayDone(t('department.saved'));
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isChanged && !isOlder) save.mutate(changedFields(changeOf(thing), changeOf(facts)));
  };
  return (
    <form onSubmit={submit}>
      <LeaveGuard isChanged={isChanged} />
      <Stack gap="md">
        <LocalisedInputs label={t('department.name')} value={facts.name} onChange={(name) => set({ name })} />
        <Fields>
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
        </Fields>
        <Fields>
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
        </Fields>
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
        <FormNote write={save} isOlder={isOlder} onMine={editing.keepMine} onTheirs={editing.takeTheirs} />
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending} disabled={!isChanged || isOlder}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

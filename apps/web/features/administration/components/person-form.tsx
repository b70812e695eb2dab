import { Button, Checkbox, Group, Select, Stack, Switch, TextInput } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { LOCALES, ROLES, type AdminPerson, type PersonFacts, type Role } from '../../../lib/contract.js';
import { departmentsQuery, sitesQuery } from '../../../lib/directory.js';
import { useFieldFault } from '../../../lib/fault-text.js';
import { isLocale, useLocalised } from '../../../lib/localised.js';
import { useEditing } from '../../../lib/use-editing.js';
import { useWrite } from '../../../lib/use-write.js';
import { FormNote } from '../../../ui/form-note.js';
import { LANGUAGE_NAMES } from '../../../ui/language-switch.js';
import { LeaveGuard } from '../../../ui/leave-guard.js';
import { sayDone } from '../../../ui/toasts.js';
import { resetPassword } from '../api/reset-password.js';
import { changePerson, registerPerson, type PersonChange } from '../api/save-person.js';

const NEW_PERSON: PersonFacts = {
  employeeNumber: '',
  name: '',
  email: null,
  locale: 'zh-CN',
  siteId: null,
  departmentId: null,
  roles: [],
};

interface PersonFormProps {
  /** As the list has it by now; null for somebody new. */
  person: AdminPerson | null;
  onSaved: (name: string, initialPassword: string | null) => void;
}

export function PersonForm({ person, onSaved }: PersonFormProps) {
  const { t } = useTranslation();
  const localised = useLocalised();
  const departments = useQuery(departmentsQuery).data ?? [];
  const sites = useQuery(sitesQuery).data ?? [];
  const current = person ?? { ...NEW_PERSON, isActive: true, version: 0 };
  const { thing, facts, change, isChanged, isOlder, set, ...editing } = useEditing(current);
  const invalidates = [['admin', 'people'], ['admin', 'people-found'], ['departments']];
  const save = useWrite(
    async (given: PersonChange, key) => {
      if (!person) return registerPerson({ ...NEW_PERSON, ...given }, key);
      await changePerson({ id: person.id, version: thing.version }, given, key);
      return { initialPassword: null };
    },
    {
      invalidates,
      onDone: ({ initialPassword }) => {
        sayDone(t('people.saved', { name: facts.name }));
        onSaved(facts.name, initialPassword);
      },
    },
  );
  const reset = useWrite((who: AdminPerson, key) => resetPassword(who, key), {
    invalidates,
    onDone: ({ initialPassword }) => onSaved(facts.name, initialPassword),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate(change);
  };
  const errorOf = useFieldFault(save.error);
  return (
    <form onSubmit={submit}>
      <LeaveGuard isChanged={isChanged} />
      <Stack gap="md">
        <TextInput
          data-autofocus
          label={t('session.employee-number')}
          required
          value={facts.employeeNumber}
          error={errorOf('employeeNumber')}
          onChange={(event) => set({ employeeNumber: event.currentTarget.value })}
        />
        <TextInput
          label={t('people.name')}
          required
          value={facts.name}
          error={errorOf('name')}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <TextInput
          label={t('people.email')}
          type="email"
          value={facts.email ?? ''}
          error={errorOf('email')}
          onChange={(event) =>
            set({ email: event.currentTarget.value === '' ? null : event.currentTarget.value })
          }
        />
        <Select
          label={t('settings.language')}
          allowDeselect={false}
          data={LOCALES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          value={facts.locale}
          onChange={(value) => {
            if (isLocale(value)) set({ locale: value });
          }}
        />
        <Select
          label={t('people.site')}
          clearable
          clearButtonProps={{ 'aria-label': t('common.clear') }}
          data={sites.map(({ id, name }) => ({ value: id, label: localised(name) }))}
          value={facts.siteId}
          onChange={(siteId) => set({ siteId })}
        />
        <Select
          label={t('people.home-department')}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('common.clear') }}
          nothingFoundMessage={t('common.nothing-found')}
          data={departments.map(({ id, name }) => ({ value: id, label: localised(name) }))}
          value={facts.departmentId}
          onChange={(departmentId) => set({ departmentId })}
        />
        <Checkbox.Group
          label={t('people.roles')}
          value={facts.roles}
          onChange={(values) => set({ roles: ROLES.filter((role): role is Role => values.includes(role)) })}
        >
          <Stack gap={6} mt={6}>
            {ROLES.map((role) => (
              <Checkbox key={role} value={role} label={t(`role.${role}`)} />
            ))}
          </Stack>
        </Checkbox.Group>
        {person ? (
          <Switch
            label={t('people.active')}
            description={t('people.active-why')}
            checked={facts.isActive}
            onChange={(event) => set({ isActive: event.currentTarget.checked })}
          />
        ) : null}
        <FormNote
          write={save}
          isOlder={isOlder}
          onMine={editing.keepMine}
          onTheirs={editing.takeTheirs}
          problem={save.error ?? reset.error}
          shownFields={['employeeNumber', 'name', 'email']}
        />
        <Group justify="space-between">
          {person ? (
            <Button
              variant="default"
              leftSection={<IconKey size={16} aria-hidden />}
              loading={reset.isPending}
              disabled={isChanged}
              onClick={() => reset.mutate(person)}
            >
              {t('people.reset-password')}
            </Button>
          ) : (
            <span />
          )}
          <Button type="submit" loading={save.isPending} disabled={!isChanged || isOlder}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

import { Button, Select } from '@mantine/core';
import { IconMailX, IconSearchOff, IconUserOff, IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdminPerson } from '../../../lib/contract.js';
import { departmentsQuery, useDepartmentName } from '../../../lib/directory.js';
import { useLocalised } from '../../../lib/localised.js';
import { Chip } from '../../../ui/chip.js';
import { FormDialog } from '../../../ui/form-dialog.js';
import { More } from '../../../ui/more.js';
import { Empty, Page } from '../../../ui/page.js';
import { Reading } from '../../../ui/reading.js';
import { SearchField } from '../../../ui/search-field.js';
import { usePeople, type PeopleFilter } from '../api/list-people.js';
import { InitialPassword } from './initial-password.js';
import { PersonForm } from './person-form.js';
import classes from './administration.module.css';

interface PeoplePageProps {
  filter: PeopleFilter;
  onFilter: (filter: PeopleFilter) => void;
}

function PersonRow({ person, onOpen }: { person: AdminPerson; onOpen: () => void }) {
  const { t } = useTranslation();
  const departmentName = useDepartmentName();
  return (
    <tr>
      <td>
        <button type="button" className={classes['rowButton']} onClick={onOpen}>
          {person.name}
        </button>
      </td>
      <td>{person.employeeNumber}</td>
      <td>{departmentName(person.departmentId)}</td>
      <td className={classes['dim']}>{person.email ?? '–'}</td>
      <td>
        <div className={classes['chips']}>
          {person.roles.map((role) => (
            <Chip key={role} tone="info">
              {t(`role.${role}`)}
            </Chip>
          ))}
          {person.isActive ? null : (
            <Chip tone="quiet" icon={IconUserOff}>
              {t('people.inactive')}
            </Chip>
          )}
          {person.mailBouncedAt ? (
            <span title={person.mailBounceReason ?? undefined}>
              <Chip tone="late" icon={IconMailX}>
                {t('people.bounced')}
              </Chip>
            </span>
          ) : null}
        </div>
      </td>
    </tr>
  );
}

export function PeoplePage({ filter, onFilter }: PeoplePageProps) {
  const { t } = useTranslation();
  const localised = useLocalised();
  const departments = useQuery(departmentsQuery).data ?? [];
  const people = usePeople(filter);
  const [edited, setEdited] = useState<AdminPerson | 'new' | null>(null);
  const [secret, setSecret] = useState<{ name: string; password: string | null }>({
    name: '',
    password: null,
  });
  const saved = (name: string, password: string | null): void => {
    setEdited(null);
    setSecret({ name, password });
  };
  return (
    <Page
      title={t('administration.people')}
      actions={
        <Button leftSection={<IconUserPlus size={17} aria-hidden />} onClick={() => setEdited('new')}>
          {t('people.add')}
        </Button>
      }
    >
      <div className={classes['filters']}>
        <SearchField
          label={t('people.search')}
          value={filter.q ?? ''}
          onSearch={(q) => onFilter({ ...filter, q: q === '' ? undefined : q })}
        />
        <Select
          aria-label={t('board.all-departments')}
          placeholder={t('board.all-departments')}
          clearable
          searchable
          clearButtonProps={{ 'aria-label': t('common.clear') }}
          nothingFoundMessage={t('common.nothing-found')}
          data={departments.map(({ id, name }) => ({ value: id, label: localised(name) }))}
          value={filter.department ?? null}
          onChange={(department) => onFilter({ ...filter, department: department ?? undefined })}
        />
      </div>
      <Reading of={people} lines={6}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon={<IconSearchOff size={24} aria-hidden />} title={t('common.nothing-found')}>
              {t('common.change-filter')}
            </Empty>
          ) : (
            <div
              className={classes['tableWrap']}
              tabIndex={0}
              role="region"
              aria-label={t('administration.people')}
            >
              <table className={classes['table']}>
                <thead>
                  <tr>
                    <th scope="col">{t('people.name')}</th>
                    <th scope="col">{t('session.employee-number')}</th>
                    <th scope="col">{t('people.home-department')}</th>
                    <th scope="col">{t('people.email')}</th>
                    <th scope="col">{t('people.remarks')}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((person) => (
                    <PersonRow key={person.id} person={person} onOpen={() => setEdited(person)} />
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Reading>
      <More of={people} />
      <FormDialog
        isDrawer
        opened={edited !== null}
        onClose={() => setEdited(null)}
        title={edited === 'new' ? t('people.add') : (edited?.name ?? '')}
      >
        {edited === null ? null : (
          <PersonForm
            person={
              edited === 'new' ? null : (people.data?.items.find(({ id }) => id === edited.id) ?? edited)
            }
            onSaved={saved}
          />
        )}
      </FormDialog>
      <InitialPassword
        name={secret.name}
        password={secret.password}
        onClose={() => setSecret({ name: '', password: null })}
      />
    </Page>
  );
}

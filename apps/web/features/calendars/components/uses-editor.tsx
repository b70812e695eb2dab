import { Button, Group, Select } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { departmentsQuery, sitesQuery } from '../../../lib/directory.js';
import { useLocalised } from '../../../lib/localised.js';
import { useWrite } from '../../../lib/use-write.js';
import { ProblemNote } from '../../../ui/problem-note.js';
import { assignCalendar, calendarsQuery, type Calendar } from '../api/calendars.js';
import classes from './calendars.module.css';

/** The departments and sites whose clocks start in this calendar. */
export function UsesEditor({ calendar }: { calendar: Calendar }) {
  const { t } = useTranslation();
  const localised = useLocalised();
  const client = useQueryClient();
  const departments = useQuery(departmentsQuery).data ?? [];
  const sites = useQuery(sitesQuery).data ?? [];
  const assign = useWrite(
    ({ ownerId, calendarId }: { ownerId: string; calendarId: string | null }, key) =>
      assignCalendar(ownerId, calendarId, key),
    {
      invalidates: [['calendars']],
      onDone: (all) => {
        client.setQueryData(calendarsQuery.queryKey, all);
      },
    },
  );
  const used = new Set(calendar.uses.map(({ id }) => id));
  const options = (all: readonly { id: string; name: Calendar['name'] }[]) =>
    all.filter(({ id }) => !used.has(id)).map(({ id, name }) => ({ value: id, label: localised(name) }));
  return (
    <div>
      <p className={classes['dim']}>
        {t(calendar.isDefault ? 'calendars.default-uses' : 'calendars.uses-why')}
      </p>
      <ul className={classes['list']}>
        {calendar.uses.map((owner) => (
          <li key={owner.id}>
            <span className={classes['what']}>
              {localised(owner.name)} <small>{t(`calendars.owner.${owner.kind}`)}</small>
            </span>
            <Button
              size="xs"
              variant="default"
              loading={assign.isPending && assign.variables?.ownerId === owner.id}
              aria-label={t('calendars.take-back-of', { name: localised(owner.name) })}
              onClick={() => assign.mutate({ ownerId: owner.id, calendarId: null })}
            >
              {t('calendars.take-back')}
            </Button>
          </li>
        ))}
      </ul>
      <Group mt="sm">
        <Select
          label={t('calendars.give-to')}
          placeholder={t('calendars.choose-owner')}
          searchable
          w={360}
          maw="100%"
          nothingFoundMessage={t('common.nothing-found')}
          data={[
            { group: t('calendars.owner.site'), items: options(sites) },
            { group: t('calendars.owner.department'), items: options(departments) },
          ]}
          value={null}
          onChange={(ownerId) => {
            if (ownerId !== null) assign.mutate({ ownerId, calendarId: calendar.id });
          }}
        />
      </Group>
      <ProblemNote problem={assign.error} />
    </div>
  );
}

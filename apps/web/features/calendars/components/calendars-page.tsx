import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { IconCalendarPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useFieldFault } from '../../../lib/fault-text.js';
import { useLocalised } from '../../../lib/localised.js';
import { useWrite } from '../../../lib/use-write.js';
import { Chip } from '../../../ui/chip.js';
import { Card, Page } from '../../../ui/page.js';
import { ProblemNote } from '../../../ui/problem-note.js';
import { Reading } from '../../../ui/reading.js';
import { LANGUAGE_NAMES } from '../../../ui/language-switch.js';
import { LOCALES } from '../../../lib/contract.js';
import { calendarsQuery, createCalendar, type CalendarSummary, type NewCalendar } from '../api/calendars.js';
import classes from './calendars.module.css';

function NewCalendarForm({
  calendars,
  onCreated,
}: {
  calendars: readonly CalendarSummary[];
  onCreated: (id: string) => void;
}) {
  const { t } = useTranslation();
  const localised = useLocalised();
  const [code, setCode] = useState('');
  const [name, setName] = useState({ 'zh-CN': '', en: '', ru: '' });
  const [copyOf, setCopyOf] = useState(calendars.find(({ isDefault }) => isDefault)?.id ?? null);
  const create = useWrite((calendar: NewCalendar, key) => createCalendar(calendar, key), {
    invalidates: [['calendars']],
    onDone: ({ id }) => onCreated(id),
  });
  const errorOf = useFieldFault(create.error);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    create.mutate({ code: code.trim(), name, copyOf, change: {} });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          data-autofocus
          required
          withAsterisk={false}
          label={t('calendars.code')}
          description={t('calendars.code-rule')}
          maxLength={40}
          value={code}
          error={errorOf('code')}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        {LOCALES.map((locale) => (
          <TextInput
            key={locale}
            lang={locale}
            required
            withAsterisk={false}
            label={`${t('calendars.name')} · ${LANGUAGE_NAMES[locale]}`}
            maxLength={100}
            value={name[locale]}
            error={errorOf(`name.${locale}`)}
            onChange={(event) => setName({ ...name, [locale]: event.currentTarget.value })}
          />
        ))}
        <Select
          label={t('calendars.copy-of')}
          description={t('calendars.copy-why')}
          allowDeselect={false}
          data={calendars.map((calendar) => ({ value: calendar.id, label: localised(calendar.name) }))}
          value={copyOf}
          onChange={setCopyOf}
        />
        <ProblemNote
          problem={create.error}
          shownFields={['code', ...LOCALES.map((locale) => `name.${locale}`)]}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={create.isPending}>
            {t('calendars.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function CalendarCard({ calendar }: { calendar: CalendarSummary }) {
  const { t } = useTranslation();
  const localised = useLocalised();
  return (
    <div className={classes['card']}>
      <div>
        {calendar.isArchived ? (
          <Link
            className={classes['cardTitle']}
            to="/calendars/$calendarId"
            params={{ calendarId: calendar.id }}
            search={{}}
          >
            {localised(calendar.name)}
          </Link>
        ) : (
          <Link
            className={classes['cardTitle']}
            to="/administration/calendars/$calendarId"
            params={{ calendarId: calendar.id }}
          >
            {localised(calendar.name)}
          </Link>
        )}
        <div className={classes['dim']}>
          {calendar.code} · {calendar.timeZone} ·{' '}
          {t('calendars.version-number', { version: calendar.version })}
        </div>
        <div className={classes['chips']}>
          {calendar.isDefault ? <Chip tone="info">{t('calendars.default')}</Chip> : null}
          {calendar.isArchived ? <Chip tone="quiet">{t('calendars.archived')}</Chip> : null}
          {calendar.reminder ? (
            <Chip tone="wait">
              {t(`calendars.reminder-short.${calendar.reminder.state}`, { year: calendar.reminder.year })}
            </Chip>
          ) : null}
        </div>
      </div>
      <div className={classes['dim']}>
        {calendar.isDefault
          ? t('calendars.default-why')
          : calendar.uses.map(({ name }) => localised(name)).join(t('common.list-comma')) ||
            t('calendars.nobody')}
      </div>
    </div>
  );
}

export function CalendarsPage({ onOpen }: { onOpen: (id: string) => void }) {
  const { t } = useTranslation();
  const calendars = useQuery(calendarsQuery);
  const [adds, setAdds] = useState(false);
  return (
    <Page
      title={t('calendars.title')}
      lead={t('calendars.lead')}
      actions={
        <Button leftSection={<IconCalendarPlus size={17} aria-hidden />} onClick={() => setAdds(true)}>
          {t('calendars.add')}
        </Button>
      }
    >
      <Card>
        <Reading of={calendars}>
          {(all) => all.map((calendar) => <CalendarCard key={calendar.id} calendar={calendar} />)}
        </Reading>
      </Card>
      <Modal
        opened={adds}
        onClose={() => setAdds(false)}
        title={t('calendars.add')}
        size="lg"
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <NewCalendarForm
          calendars={(calendars.data ?? []).filter(({ isArchived }) => !isArchived)}
          onCreated={onOpen}
        />
      </Modal>
    </Page>
  );
}

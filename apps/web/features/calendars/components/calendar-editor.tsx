import { Button, Group, Modal } from '@mantine/core';
import {
  IconArrowBackUp,
  IconCalendarDown,
  IconCalendarSearch,
  IconCalendarUp,
  IconTrash,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nowMillis } from '../../../lib/browser-clock.js';
import { useLocalised } from '../../../lib/localised.js';
import { useWrite } from '../../../lib/use-write.js';
import { ChoiceField } from '../../../ui/choice-field.js';
import { LeaveGuard } from '../../../ui/leave-guard.js';
import { Card, Page, Section } from '../../../ui/page.js';
import { ProblemNote } from '../../../ui/problem-note.js';
import { Reading } from '../../../ui/reading.js';
import { sayDone } from '../../../ui/toasts.js';
import {
  calendarQuery,
  fileAddress,
  removeCalendar,
  type Calendar,
  type CalendarFault,
} from '../api/calendars.js';
import { changeBetween, draftOf, withDay, withState, withYear, type Draft } from './calendar-draft.js';
import { DayDialog } from './day-dialog.js';
import { HistoryList } from './history-list.js';
import { ImportDialog } from './import-dialog.js';
import { ProposalDialog } from './proposal-dialog.js';
import { PublishDialog } from './publish-dialog.js';
import { ReminderNote } from './reminder-note.js';
import { UsesEditor } from './uses-editor.js';
import { WeeklyEditor } from './weekly-editor.js';
import { YearView } from './year-view.js';
import classes from './calendars.module.css';

/** The draft with every step before it, so that each can be undone. */
function useSteps(first: Draft) {
  const [steps, setSteps] = useState<readonly Draft[]>([first]);
  return {
    draft: steps.at(-1) ?? first,
    canUndo: steps.length > 1,
    change: (next: Draft) => setSteps((all) => [...all.slice(-199), next]),
    undo: () => setSteps((all) => (all.length > 1 ? all.slice(0, -1) : all)),
    reset: () => setSteps([first]),
  };
}

type Dialog = { name: 'day'; date: string } | { name: 'propose' | 'import' | 'publish' | 'remove' };

function Remove({
  calendar,
  onClose,
  onRemoved,
}: {
  calendar: Calendar;
  onClose: () => void;
  onRemoved: () => void;
}) {
  const { t } = useTranslation();
  const localised = useLocalised();
  const remove = useWrite((_: null, key) => removeCalendar(calendar, key), {
    invalidates: [['calendars']],
    onDone: onRemoved,
  });
  const openTickets = remove.error?.members['openTickets'];
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('calendars.remove')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <p>{t('calendars.remove-why')}</p>
      <ProblemNote problem={remove.error}>
        {remove.error?.code === 'calendar.in-use' ? (
          <ul>
            {calendar.uses.map((owner) => (
              <li key={owner.id}>{localised(owner.name)}</li>
            ))}
            {typeof openTickets === 'number' && openTickets > 0 ? (
              <li>{t('calendars.counting-tickets', { count: openTickets })}</li>
            ) : null}
          </ul>
        ) : null}
      </ProblemNote>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button color="red" loading={remove.isPending} onClick={() => remove.mutate(null)}>
          {t('calendars.remove')}
        </Button>
      </Group>
    </Modal>
  );
}

function Editor({ calendar, onRemoved }: { calendar: Calendar; onRemoved: () => void }) {
  const { t } = useTranslation();
  const before = draftOf(calendar);
  const { draft, canUndo, change, undo, reset } = useSteps(before);
  const thisYear = new Date(nowMillis()).getFullYear();
  const [year, setYear] = useState(thisYear);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [faults, setFaults] = useState<readonly CalendarFault[]>([]);
  const difference = changeBetween(before, draft);
  const close = (): void => setDialog(null);
  const edit = (next: Draft): void => {
    setFaults([]);
    change(next);
  };
  const state = draft.years.find((known) => known.year === year)?.state;
  return (
    <div className={classes['stack']}>
      <LeaveGuard isChanged={difference !== null && dialog?.name !== 'remove'} />
      <ReminderNote reminder={calendar.reminder} />
      <Group gap="xs">
        <Button
          variant="default"
          leftSection={<IconCalendarSearch size={17} aria-hidden />}
          onClick={() => setDialog({ name: 'propose' })}
        >
          {t('calendars.propose')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconCalendarUp size={17} aria-hidden />}
          onClick={() => setDialog({ name: 'import' })}
        >
          {t('calendars.import')}
        </Button>
        <Button
          component="a"
          href={fileAddress(calendar.id)}
          download
          variant="default"
          leftSection={<IconCalendarDown size={17} aria-hidden />}
        >
          {t('calendars.export')}
        </Button>
        <Button
          component="a"
          href={fileAddress(calendar.id, year)}
          download
          variant="default"
          leftSection={<IconCalendarDown size={17} aria-hidden />}
        >
          {t('calendars.export-year', { year })}
        </Button>
      </Group>
      <Card>
        <YearView
          draft={draft}
          year={year}
          onYear={setYear}
          onPick={(date) => setDialog({ name: 'day', date })}
        />
        <div className={classes['below']}>
          <ChoiceField
            inline
            legend={t('calendars.state-of', { year })}
            name="year-state"
            value={state ?? ''}
            options={[
              { value: 'announced', label: t('calendars.year-state.announced') },
              { value: 'provisional', label: t('calendars.year-state.provisional') },
            ]}
            onChange={(value) =>
              edit(withState(draft, year, value === 'announced' ? 'announced' : 'provisional'))
            }
          />
        </div>
      </Card>
      <Section title={t('calendars.hours')}>
        <Card>
          <WeeklyEditor draft={draft} faults={[...faults]} onChange={edit} />
        </Card>
      </Section>
      <Section title={t('calendars.holds-for')}>
        <Card>
          <UsesEditor calendar={calendar} />
        </Card>
      </Section>
      <Section title={t('calendars.history')}>
        <Card>
          <HistoryList id={calendar.id} />
        </Card>
      </Section>
      {calendar.isDefault ? null : (
        <div>
          <Button
            color="red"
            variant="outline"
            leftSection={<IconTrash size={17} aria-hidden />}
            onClick={() => setDialog({ name: 'remove' })}
          >
            {t('calendars.remove')}
          </Button>
        </div>
      )}
      {difference === null ? null : (
        <div className={classes['bar']} role="region" aria-label={t('calendars.unsaved')}>
          <strong>{t('calendars.unsaved')}</strong>
          <Group gap="xs">
            <Button
              variant="default"
              disabled={!canUndo}
              leftSection={<IconArrowBackUp size={16} aria-hidden />}
              onClick={undo}
            >
              {t('calendars.undo')}
            </Button>
            <Button variant="default" onClick={reset}>
              {t('calendars.discard')}
            </Button>
            <Button onClick={() => setDialog({ name: 'publish' })}>{t('calendars.check')}</Button>
          </Group>
        </div>
      )}
      <DayDialog
        date={dialog?.name === 'day' ? dialog.date : null}
        draft={draft}
        onClose={close}
        onChange={(date, entries) => edit(withDay(draft, date, entries))}
      />
      {dialog?.name === 'propose' ? (
        <ProposalDialog
          calendarId={calendar.id}
          firstYear={calendar.reminder?.year ?? thisYear + 1}
          onClose={close}
          onTake={(proposal) => {
            const { year: taken, state: known, days } = proposal;
            edit(withYear(draft, { year: taken, state: known, days }, true));
            setYear(taken);
            close();
          }}
        />
      ) : null}
      {dialog?.name === 'import' ? (
        <ImportDialog
          calendarId={calendar.id}
          draft={draft}
          onClose={close}
          onTake={(taken) => {
            edit(taken);
            close();
          }}
        />
      ) : null}
      {dialog?.name === 'publish' && difference !== null ? (
        <PublishDialog
          calendar={calendar}
          change={difference}
          onClose={close}
          onTried={(trial) => setFaults(trial.faults)}
          onPublished={({ version }) => sayDone(t('calendars.published', { version }))}
        />
      ) : null}
      {dialog?.name === 'remove' ? (
        <Remove calendar={calendar} onClose={close} onRemoved={onRemoved} />
      ) : null}
    </div>
  );
}

/** Changing one calendar: nothing holds before it is published as the next version. */
export function CalendarEditorPage({ id, onRemoved }: { id: string; onRemoved: () => void }) {
  const { t } = useTranslation();
  const localised = useLocalised();
  const calendar = useQuery({ ...calendarQuery(id), refetchOnWindowFocus: false });
  return (
    <Page
      title={calendar.data ? localised(calendar.data.name) : t('calendars.one')}
      lead={calendar.data ? t('calendars.version-number', { version: calendar.data.version }) : undefined}
    >
      <Reading of={calendar}>
        {(data) => (
          <Editor key={`${data.id} ${String(data.version)}`} calendar={data} onRemoved={onRemoved} />
        )}
      </Reading>
    </Page>
  );
}

import { Alert, Button, Checkbox, FileInput, Group, Modal, Stack, Textarea } from '@mantine/core';
import { IconCalendarUp } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nowMillis } from '../../../lib/browser-clock.js';
import { useWrite } from '../../../lib/use-write.js';
import { ProblemNote } from '../../../ui/problem-note.js';
import { readFile, type IcsReading } from '../api/calendars.js';
import { withYear, type Draft } from './calendar-draft.js';
import { useCalendarWords } from './calendar-words.js';
import classes from './calendars.module.css';

interface ImportDialogProps {
  calendarId: string;
  draft: Draft;
  onClose: () => void;
  onTake: (draft: Draft) => void;
}

function Found({
  reading,
  draft,
  onTake,
}: {
  reading: IcsReading;
  draft: Draft;
  onTake: (draft: Draft) => void;
}) {
  const { t } = useTranslation();
  const words = useCalendarWords();
  const thisYear = new Date(nowMillis()).getFullYear();
  const isOwn = reading.weekly !== null;
  const [years, setYears] = useState(
    reading.years.filter(({ year }) => year >= thisYear).map(({ year }) => String(year)),
  );
  const [takesWeek, setTakesWeek] = useState(false);
  const take = (): void => {
    const base = takesWeek
      ? { ...draft, weekly: reading.weekly ?? draft.weekly, timeZone: reading.timeZone ?? draft.timeZone }
      : draft;
    const chosen = reading.years.filter(({ year }) => years.includes(String(year)));
    // Other programs' files know no breaks of ours, so these stay.
    onTake(chosen.reduce((all, year) => withYear(all, year, !isOwn), base));
  };
  return (
    <>
      <Alert role="status" variant="outline" color={reading.faults.length > 0 ? 'yellow' : 'jade'}>
        {t('calendars.file-holds', {
          events: reading.events,
          days: reading.years.reduce((sum, { days }) => sum + days.length, 0),
          skipped: reading.skipped,
        })}
      </Alert>
      {reading.faults.length > 0 ? (
        <div className={classes['scroll']} tabIndex={0} role="region" aria-label={t('calendars.file-faults')}>
          <ul className={classes['differences']}>
            {reading.faults.map((fault) => (
              <li key={fault.row}>
                <strong>{t('calendars.entry', { row: fault.row, name: fault.summary })}</strong>
                <div>{words.fault({ rule: `file-${fault.rule}`, message: fault.message })}</div>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {reading.years.length > 0 ? (
        <Checkbox.Group label={t('calendars.years-to-take')} value={years} onChange={setYears}>
          <Group gap="md" mt={6}>
            {reading.years.map(({ year, days }) => (
              <Checkbox
                key={year}
                value={String(year)}
                label={t('calendars.year-with', { year, count: days.length })}
              />
            ))}
          </Group>
        </Checkbox.Group>
      ) : null}
      {isOwn ? (
        <Checkbox
          label={t('calendars.take-week')}
          checked={takesWeek}
          onChange={(event) => setTakesWeek(event.currentTarget.checked)}
        />
      ) : null}
      <Group justify="flex-end">
        <Button disabled={years.length === 0 && !takesWeek} onClick={take}>
          {t('calendars.take')}
        </Button>
      </Group>
    </>
  );
}

/** A file or a text is read as a draft; what of it is taken is chosen after it was looked at. */
export function ImportDialog({ calendarId, draft, onClose, onTake }: ImportDialogProps) {
  const { t } = useTranslation();
  const [file, setFile] = useState<File | null>(null);
  const [text, setText] = useState('');
  const read = useWrite((chosen: File, key) => readFile(calendarId, chosen, key));
  const chosen =
    file ?? (text.trim() === '' ? null : new File([text], 'text.ics', { type: 'text/calendar' }));
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('calendars.import')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack>
        <FileInput
          label={t('calendars.file')}
          description={t('calendars.file-rule')}
          placeholder={t('import.choose')}
          accept=".ics,text/calendar"
          leftSection={<IconCalendarUp size={17} aria-hidden />}
          clearable
          clearButtonProps={{ 'aria-label': t('common.clear') }}
          value={file}
          onChange={(next) => {
            setFile(next);
            read.reset();
          }}
        />
        {file ? null : (
          <Textarea
            label={t('calendars.or-text')}
            autosize
            minRows={3}
            maxRows={8}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value);
              read.reset();
            }}
          />
        )}
        <Group justify="flex-end">
          <Button
            variant="default"
            disabled={!chosen}
            loading={read.isPending}
            onClick={() => {
              if (chosen) read.mutate(chosen);
            }}
          >
            {t('calendars.read-file')}
          </Button>
        </Group>
        <ProblemNote problem={read.error} />
        {read.data ? <Found reading={read.data} draft={draft} onTake={onTake} /> : null}
      </Stack>
    </Modal>
  );
}

import { Alert, Button, Group, Modal, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { newKey } from '../../../lib/intention.js';
import { useWrite } from '../../../lib/use-write.js';
import { ProblemNote } from '../../../ui/problem-note.js';
import { Reading } from '../../../ui/reading.js';
import {
  publishChange,
  tryChange,
  type Calendar,
  type CalendarChange,
  type CalendarTrial,
} from '../api/calendars.js';
import { useCalendarWords } from './calendar-words.js';
import { DifferencesList } from './differences-list.js';
import classes from './calendars.module.css';

function Outlook({ trial }: { trial: CalendarTrial }) {
  const { t } = useTranslation();
  const words = useCalendarWords();
  if (trial.faults.length > 0) {
    return (
      <Alert variant="outline" color="red" role="alert" title={t('problem.calendar.invalid')}>
        <ul className={classes['differences']}>
          {trial.faults.map((fault) => (
            <li key={`${fault.field} ${fault.rule}`}>
              {words.fault(fault)} <code className={classes['was']}>{fault.field}</code>
            </li>
          ))}
        </ul>
      </Alert>
    );
  }
  return (
    <>
      <DifferencesList of={trial.differences} />
      <ul className={classes['list']}>
        {trial.workingYears
          .filter(({ before, after }) => before !== after)
          .map(({ year, before, after }) => (
            <li key={year}>{t('calendars.days-change', { year, before, after })}</li>
          ))}
      </ul>
      <p>
        {trial.openTickets === 0
          ? t('calendars.no-open-tickets')
          : t('calendars.open-tickets-keep', { count: trial.openTickets })}
      </p>
    </>
  );
}

interface PublishDialogProps {
  calendar: Calendar;
  change: CalendarChange;
  onClose: () => void;
  onTried: (trial: CalendarTrial) => void;
  onPublished: (calendar: Calendar) => void;
}

/** What the change would do, before it does it. */
export function PublishDialog({ calendar, change, onClose, onTried, onPublished }: PublishDialogProps) {
  const { t } = useTranslation();
  const trial = useQuery({
    queryKey: ['calendar-trial', calendar.id, calendar.version, change],
    queryFn: async () => {
      const tried = await tryChange(calendar.id, change, newKey());
      onTried(tried);
      return tried;
    },
    gcTime: 0,
    retry: false,
  });
  const publish = useWrite((wanted: CalendarChange, key) => publishChange(calendar, wanted, key), {
    invalidates: [['calendars']],
    onDone: onPublished,
  });
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('calendars.check-title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack>
        <Reading of={trial}>{(tried) => <Outlook trial={tried} />}</Reading>
        <ProblemNote problem={publish.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('calendars.back')}
          </Button>
          <Button
            disabled={trial.data === undefined || trial.data.faults.length > 0}
            loading={publish.isPending}
            onClick={() => publish.mutate(change)}
          >
            {t('calendars.publish-version', { version: calendar.version + 1 })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

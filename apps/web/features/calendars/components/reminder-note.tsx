import { Alert } from '@mantine/core';
import { IconCalendarQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CalendarSummary } from '../api/calendars.js';

/** Quietly says that the days of a year ought to be looked at. */
export function ReminderNote({ reminder }: Pick<CalendarSummary, 'reminder'>) {
  const { t } = useTranslation();
  if (!reminder) return null;
  return (
    <Alert variant="outline" color="yellow" icon={<IconCalendarQuestion size={20} aria-hidden />}>
      {t(`calendars.reminder.${reminder.state}`, { year: reminder.year })}
    </Alert>
  );
}

import { Tooltip, VisuallyHidden } from '@mantine/core';
import { IconClock, IconClockExclamation, IconPlayerPause } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TicketSummary } from '../../../lib/contract.js';
import { useInstants } from '../../../lib/instants.js';
import { saidMinutes } from '../../../lib/working-minutes.js';
import { useWorkingTime } from '../../../lib/working-time.js';
import classes from './deadline.module.css';

const ON_HOVER = { hover: true, focus: false, touch: true };

/** What is due and how much working time is left for it; the exact instant one hover or touch away, and read out with it. */
export function Deadline({ ticket }: { ticket: TicketSummary }) {
  const { t } = useTranslation();
  const words = useInstants();
  const workingTime = useWorkingTime(ticket.workingDayMinutes);
  if (ticket.state === 'closed' || ticket.dueAt === null) return null;
  if (ticket.isPaused) {
    return (
      <Tooltip label={t('deadline.paused-why')} events={ON_HOVER}>
        <span className={classes['deadline']}>
          <IconPlayerPause size={15} aria-hidden /> {t('deadline.paused')}
          <VisuallyHidden> {t('deadline.paused-why')}</VisuallyHidden>
        </span>
      </Tooltip>
    );
  }
  const leg = t(`leg.${ticket.dueLeg ?? 'answer'}`);
  const minutes = saidMinutes(ticket.workingSecondsLeft ?? 0, ticket.workingDayMinutes);
  // Where no working time lies between now and then, only the calendar tells how far away it is.
  const sentence =
    minutes === 0
      ? t(ticket.isOverdue ? 'deadline.was-due' : 'deadline.due', {
          leg,
          distance: words.distance(ticket.dueAt),
        })
      : t(ticket.isOverdue ? 'deadline.late' : 'deadline.left', { leg, time: workingTime(minutes) });
  const exact = ticket.submittedOn === null ? words.exact(ticket.dueAt) : words.date(ticket.dueAt);
  return (
    <Tooltip label={`${leg}: ${exact}`} events={ON_HOVER}>
      <span className={classes['deadline']} data-late={ticket.isOverdue}>
        {ticket.isOverdue ? (
          <IconClockExclamation size={15} aria-hidden />
        ) : (
          <IconClock size={15} aria-hidden />
        )}
        <time dateTime={ticket.dueAt}>
          {sentence}
          <VisuallyHidden> ({exact})</VisuallyHidden>
        </time>
      </span>
    </Tooltip>
  );
}

import { IconCheck, IconClock, IconPlayerPause } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClockFact, Ticket } from '../../../lib/contract.js';
import { useDepartmentName } from '../../../lib/directory.js';
import { useInstants } from '../../../lib/instants.js';
import { useWorkingTime } from '../../../lib/working-time.js';
import { DateOnly, Instant } from '../../../ui/instant.js';
import { Card } from '../../../ui/page.js';
import classes from './ticket-page.module.css';

/** @param inDays the author is anonymous: clocks count whole days, and the author's own steps have no time */
function ClockLine({ clock, inDays }: { clock: ClockFact; inDays: boolean }) {
  const { t } = useTranslation();
  const words = useInstants();
  const moment = inDays ? words.date : words.moment;
  const Icon = clock.state === 'stopped' ? IconCheck : clock.state === 'paused' ? IconPlayerPause : IconClock;
  const leg = t(`leg.${clock.leg}`);
  return (
    <li data-late={clock.isBreached}>
      <Icon size={16} aria-hidden />
      <span>
        <strong>{clock.round > 1 ? t('clock.round', { leg, round: clock.round }) : leg}</strong>
        <br />
        {clock.state === 'stopped'
          ? t(clock.isBreached ? 'clock.late' : 'clock.kept', {
              stopped: moment(clock.stoppedAt ?? clock.dueAt),
              due: moment(clock.dueAt),
            })
          : clock.state === 'paused'
            ? t('clock.paused')
            : t(clock.isBreached ? 'clock.breached' : 'clock.running', { due: moment(clock.dueAt) })}
      </span>
    </li>
  );
}

/**
 * The facts beside the story: who, when, how often, and every promise made so far.
 * @param children how the promised dates came about
 */
export function TicketFacts({ ticket, children }: { ticket: Ticket; children?: ReactNode }) {
  const { t } = useTranslation();
  const departmentName = useDepartmentName();
  const inWords = useWorkingTime(ticket.answerDayMinutes);
  return (
    <Card>
      <h2 className={classes['asideTitle']}>{t('ticket.facts')}</h2>
      <dl className={classes['facts']}>
        <dt>{t('ticket.number')}</dt>
        <dd>{ticket.number}</dd>
        <dt>{t('ticket.kind')}</dt>
        <dd>
          {t(`kind.${ticket.kind}`)} · {t(`urgency.${ticket.urgency}`)}
        </dd>
        <dt>{t('ticket.department')}</dt>
        <dd>{departmentName(ticket.departmentId)}</dd>
        {ticket.leader ? (
          <>
            <dt>{t('ticket.leader')}</dt>
            <dd>{ticket.leader.name}</dd>
          </>
        ) : null}
        {ticket.author ? (
          <>
            <dt>{t('ticket.author')}</dt>
            <dd>
              {ticket.isMine
                ? t('actor.me')
                : ticket.author.kind === 'named'
                  ? (ticket.author.name ?? '')
                  : t('ticket.anonymous')}
            </dd>
          </>
        ) : null}
        {ticket.author?.departmentId ? (
          <>
            <dt>{t('ticket.author-department')}</dt>
            <dd>{departmentName(ticket.author.departmentId)}</dd>
          </>
        ) : null}
        <dt>{t(ticket.submittedOn === null ? 'ticket.submitted' : 'ticket.handed-over')}</dt>
        <dd>
          {ticket.submittedOn === null ? (
            <Instant at={ticket.submittedAt} isFocusable />
          ) : (
            <DateOnly on={ticket.submittedOn} />
          )}
        </dd>
        {ticket.transfers > 0 ? (
          <>
            <dt>{t('ticket.transfers')}</dt>
            <dd>{ticket.transfers}</dd>
          </>
        ) : null}
        {ticket.extensionMinutes !== null || ticket.extended ? (
          <>
            <dt>{t('ticket.extension')}</dt>
            <dd>
              {ticket.extensionMinutes === null
                ? t('ticket.extended')
                : t('ticket.extension-asked', { span: inWords(ticket.extensionMinutes) })}
            </dd>
          </>
        ) : null}
        <dt>{t('ticket.publishing')}</dt>
        <dd>
          {ticket.publication
            ? t('ticket.published')
            : ticket.mayPublishWording
              ? t('ticket.wording-allowed')
              : t('ticket.wording-forbidden')}
        </dd>
      </dl>
      {ticket.clocks.length > 0 ? (
        <>
          <h2 className={`${classes['asideTitle']} ${classes['next']}`}>{t('clock.title')}</h2>
          <ul className={classes['clocks']}>
            {ticket.clocks.map((clock) => (
              <ClockLine
                key={`${clock.leg} ${String(clock.round)} ${clock.startedAt}`}
                clock={clock}
                inDays={ticket.submittedOn !== null}
              />
            ))}
          </ul>
          {children}
        </>
      ) : null}
    </Card>
  );
}

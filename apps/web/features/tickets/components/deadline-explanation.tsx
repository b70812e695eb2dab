import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeadlineAccount, Ticket } from '../../../lib/contract.js';
import { countedDays, type CountedDays } from '../../../lib/counted-days.js';
import { dateLocale, useInstants } from '../../../lib/instants.js';
import { saidMinutes } from '../../../lib/working-minutes.js';
import { duration, useWorkingTime } from '../../../lib/working-time.js';
import { Reading } from '../../../ui/reading.js';
import { deadlinesQuery } from '../api/get-deadlines.js';
import classes from './deadline-explanation.module.css';

const NO_BREAK = '\u00a0';

/** Days and times of day as the calendar has them, whatever zone the reader is in. */
function calendarWords(locale: string, timeZone: string) {
  const day = new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    weekday: 'short',
    month: 'short',
    day: 'numeric',
  });
  const time = new Intl.DateTimeFormat(locale, {
    timeZone,
    hourCycle: 'h23',
    hour: '2-digit',
    minute: '2-digit',
  });
  const whole = (date: string): string => day.format(Date.parse(date)).replaceAll(' ', NO_BREAK);
  return {
    days: ({ firstDay, lastDay }: CountedDays): string =>
      firstDay === lastDay ? whole(firstDay) : `${whole(firstDay)}${NO_BREAK}– ${whole(lastDay)}`,
    hours: ({ startsAt, endsAt }: CountedDays['spans'][number]): string =>
      `${time.format(Date.parse(startsAt))}–${time.format(Date.parse(endsAt))}`,
  };
}

const secondsOf = (spans: readonly { seconds: number }[]): number =>
  spans.reduce((sum, { seconds }) => sum + seconds, 0);

/**
 * What was promised, how it changed since, and the date that comes of it.
 * @param inDays the author is anonymous: nothing of it tells a time
 */
function PromisedTime({ account, inDays }: { account: DeadlineAccount; inDays: boolean }) {
  const { t } = useTranslation();
  const words = useInstants();
  const inWords = useWorkingTime(account.workingDayMinutes);
  const { targetSeconds, targetChanges } = account;
  const moment = inDays ? words.date : words.moment;
  const facts = { started: moment(account.startedAt), due: moment(account.dueAt) };
  const atFirst = targetSeconds - secondsOf(targetChanges);
  if (targetChanges.length === 0)
    return <p>{t('explanation.target', { ...facts, span: inWords(targetSeconds / 60) })}</p>;
  return (
    <>
      <p>{t('explanation.at-first', { ...facts, span: inWords(atFirst / 60) })}</p>
      <ul className={classes['changes']}>
        {targetChanges.map(({ at, kind, seconds }) => (
          <li key={`${at} ${kind}`}>
            {t(`explanation.${kind}`, { at: moment(at), span: inWords(Math.abs(seconds) / 60) })}
          </li>
        ))}
      </ul>
      <p>{t('explanation.now', { ...facts, span: inWords(targetSeconds / 60) })}</p>
    </>
  );
}

/** Seconds of a day's open time that did not count, because the author was asked something. */
function stoodStill({ spans }: CountedDays): number {
  const open = spans.map(({ startsAt, endsAt }) => (Date.parse(endsAt) - Date.parse(startsAt)) / 1000);
  return Math.round(open.reduce((sum, seconds) => sum + seconds, 0) - secondsOf(spans));
}

/** Hour by hour, as the clock of a ticket with a name runs. */
function InHours({ account }: { account: DeadlineAccount }) {
  const { t, i18n } = useTranslation();
  const words = useInstants();
  const inCalendar = calendarWords(dateLocale(i18n.language), account.timeZone);
  const { secondsLeft } = account;
  return (
    <>
      <table className={classes['days']}>
        <caption>{t('explanation.calendar', { zone: account.timeZone })}</caption>
        <thead className={classes['spoken']}>
          <tr>
            <th scope="col">{t('explanation.day')}</th>
            <th scope="col">{t('explanation.hours')}</th>
            <th scope="col">{t('explanation.counted')}</th>
          </tr>
        </thead>
        <tbody>
          {countedDays(account.spans, account.timeZone).map((days) => (
            <tr key={days.firstDay} data-off={days.spans.length === 0}>
              <th scope="row">{inCalendar.days(days)}</th>
              {days.spans.length === 0 ? (
                <td colSpan={2}>{t('explanation.off')}</td>
              ) : (
                <>
                  <td>
                    {days.spans.map((span) => (
                      <div key={span.startsAt}>{inCalendar.hours(span)}</div>
                    ))}
                  </td>
                  <td>
                    {duration(secondsOf(days.spans), i18n.language)}
                    {stoodStill(days) > 0 ? (
                      <div className={classes['stood']}>
                        {t('explanation.stood', { span: duration(stoodStill(days), i18n.language) })}
                      </div>
                    ) : null}
                  </td>
                </>
              )}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {t('explanation.together')}
            </th>
            <td>{duration(secondsOf(account.spans), i18n.language)}</td>
          </tr>
        </tfoot>
      </table>
      {account.pauses.map((pause) => (
        <p key={pause.startsAt}>
          {t(pause.seconds === 0 ? 'explanation.pause-outside' : 'explanation.pause', {
            from: words.moment(pause.startsAt),
            to: words.moment(pause.endsAt),
            span: duration(pause.seconds, i18n.language),
          })}
        </p>
      ))}
      {account.state === 'paused' ? <p>{t('explanation.paused')}</p> : null}
      {secondsLeft === null ? null : (
        <p>
          <strong>
            {t(secondsLeft < 0 ? 'explanation.over' : 'explanation.left', {
              span: duration(Math.abs(secondsLeft), i18n.language),
            })}
          </strong>
        </p>
      )}
    </>
  );
}

/** In whole days, as the clock of an anonymous ticket runs: nothing of it tells a time. */
function InDays({ account }: { account: DeadlineAccount }) {
  const { t, i18n } = useTranslation();
  const words = useInstants();
  const inWords = useWorkingTime(account.workingDayMinutes);
  const inCalendar = calendarWords(dateLocale(i18n.language), account.timeZone);
  const { secondsLeft } = account;
  let counted = 0;
  return (
    <>
      <table className={classes['days']}>
        <caption>{t('explanation.calendar-days')}</caption>
        <thead className={classes['spoken']}>
          <tr>
            <th scope="col">{t('explanation.day')}</th>
            <th scope="col">{t('explanation.counted')}</th>
          </tr>
        </thead>
        <tbody>
          {countedDays(account.spans, account.timeZone).map((days) => (
            <tr key={days.firstDay} data-off={days.spans.length === 0}>
              <th scope="row">{inCalendar.days(days)}</th>
              <td>
                {days.spans.length === 0
                  ? t('explanation.off-day')
                  : t('explanation.nth', { nth: ++counted })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {account.pauses.map((pause) => (
        <p key={pause.startsAt}>
          {t('explanation.pause-days', {
            from: words.date(pause.startsAt),
            to: words.date(pause.endsAt),
            span: inWords(pause.seconds / 60),
          })}
        </p>
      ))}
      {account.state === 'paused' ? <p>{t('explanation.paused')}</p> : null}
      {secondsLeft === null ? null : (
        <p>
          <strong>
            {t(secondsLeft < 0 ? 'explanation.over-days' : 'explanation.left-days', {
              span: inWords(saidMinutes(secondsLeft, account.workingDayMinutes)),
            })}
          </strong>
        </p>
      )}
    </>
  );
}

interface AccountProps {
  account: DeadlineAccount;
  inDays: boolean;
}

function Account({ account, inDays }: AccountProps) {
  const { t } = useTranslation();
  const leg = t(`leg.${account.leg}`);
  const Body = inDays ? InDays : InHours;
  return (
    <section className={classes['account']}>
      <h3>{account.round > 1 ? t('clock.round', { leg, round: account.round }) : leg}</h3>
      <PromisedTime account={account} inDays={inDays} />
      <Body account={account} />
      {account.unsettledYears.map(({ year, state }) => (
        <p key={year}>{t(`calendars.unsettled.${state}`, { year })}</p>
      ))}
      <p className={classes['source']}>
        {t('explanation.policy', { version: account.policyVersion })}{' '}
        <Link
          to="/calendars/$calendarId"
          params={{ calendarId: account.calendarId }}
          search={{ version: account.calendarVersion }}
        >
          {t('calendars.show-calendar')}
        </Link>
      </p>
    </section>
  );
}

/** How every promised date came about, for whoever wants to check it; read only when it is opened. */
export function DeadlineExplanation({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const accounts = useQuery({ ...deadlinesQuery(ticket.id, ticket.version), enabled: isOpen });
  return (
    <details className={classes['explanation']} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('explanation.title')}</summary>
      {isOpen ? (
        <Reading of={accounts} lines={3}>
          {(all) =>
            all.map((account) => (
              <Account
                key={`${account.leg} ${String(account.round)} ${account.startedAt}`}
                account={account}
                inDays={ticket.submittedOn !== null}
              />
            ))
          }
        </Reading>
      ) : null}
    </details>
  );
}

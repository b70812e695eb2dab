import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { fileSize } from '../../../lib/file-size.js';
import { Chip } from '../../../ui/chip.js';
import { Instant } from '../../../ui/instant.js';
import { Page, Section } from '../../../ui/page.js';
import { Reading } from '../../../ui/reading.js';
import { operationsQuery, type Operations } from '../api/operations.js';
import { Figure, Figures } from './figures.js';
import { Findings } from './findings.js';
import classes from './operations.module.css';

const LOOK_EVERY_MS = 10_000;
/** Where the server stops counting. */
const COUNTED_AT_MOST = 10_000;

/** Whether everything moves: exceptions first, then the figures behind them. */
export function OperationsPage() {
  const { t, i18n } = useTranslation();
  const query = useQuery({ ...operationsQuery(i18n.language), refetchInterval: LOOK_EVERY_MS });
  return (
    <Page
      title={t('administration.operations')}
      lead={t('operations.lead')}
      actions={
        query.data ? (
          <span className={classes['measured']}>
            {t('operations.measured')} <Instant at={query.data.measuredAt} as="distance" />
          </span>
        ) : null
      }
    >
      <Reading of={query} lines={6}>
        {(operations) => (
          <>
            <Findings operations={operations} />
            <Deadlines operations={operations} />
            <Followers operations={operations} />
            <Mails operations={operations} />
            <Jobs operations={operations} />
            <Workers operations={operations} />
            <Database operations={operations} />
          </>
        )}
      </Reading>
    </Page>
  );
}

interface PartProps {
  operations: Operations;
}

function useCount(): (count: number) => string {
  const { i18n } = useTranslation();
  return (count) => {
    const number = new Intl.NumberFormat(i18n.language);
    return count > COUNTED_AT_MOST ? `> ${number.format(COUNTED_AT_MOST)}` : number.format(count);
  };
}

const At = ({ at }: { at: string | null }) => (at === null ? <>–</> : <Instant at={at} as="distance" />);

function Deadlines({ operations: { sweep, findings } }: PartProps) {
  const { t } = useTranslation();
  const count = useCount();
  const isLate = findings.some((finding) => finding.code === 'sweep-behind');
  return (
    <Section title={t('operations.deadlines')}>
      <Figures>
        <Figure label={t('operations.due')} why={t('operations.due-why')} trouble={isLate}>
          {count(sweep.due)}
        </Figure>
        <Figure label={t('operations.oldest-due')} why={t('operations.oldest-due-why')} trouble={isLate}>
          <At at={sweep.oldestDueAt} />
        </Figure>
        <Figure label={t('operations.next-due')} why={t('operations.next-due-why')}>
          <At at={sweep.nextDueAt} />
        </Figure>
      </Figures>
    </Section>
  );
}

function Followers({ operations: { followers, lastEventAt } }: PartProps) {
  const { t } = useTranslation();
  const count = useCount();
  return (
    <Section title={t('operations.events')}>
      <Figures>
        <Figure label={t('operations.last-event')} why={t('operations.last-event-why')}>
          <At at={lastEventAt} />
        </Figure>
        {followers.map(({ name, title, unread, unreadSince }) => (
          <Figure
            key={name}
            label={title}
            why={
              unread === 0 || unreadSince === null
                ? t('operations.unread-none-why')
                : t('operations.unread-why')
            }
            trouble={unread > 0 && unreadSince !== null}
          >
            {count(unread)}
          </Figure>
        ))}
      </Figures>
    </Section>
  );
}

function Mails({ operations: { mails } }: PartProps) {
  const { t } = useTranslation();
  const count = useCount();
  return (
    <Section title={t('administration.mail')}>
      <Figures>
        <Figure label={t('operations.mail-accepted')} why={t('operations.mail-accepted-why')}>
          <At at={mails.lastAcceptedAt} />
        </Figure>
        <Figure label={t('operations.mail-due')} why={t('operations.mail-due-why')}>
          {count(mails.due)}
        </Figure>
        <Figure label={t('operations.mail-later')} why={t('operations.mail-later-why')}>
          {count(mails.later)}
        </Figure>
        <Figure
          label={t('operations.mail-dead')}
          why={t('operations.mail-dead-why', { number: count(mails.deadUnacknowledged) })}
          trouble={mails.deadUnacknowledged > 0}
        >
          {count(mails.dead)}
        </Figure>
      </Figures>
    </Section>
  );
}

function Jobs({ operations: { jobs } }: PartProps) {
  const { t } = useTranslation();
  const count = useCount();
  return (
    <Section title={t('operations.jobs')}>
      <Figures>
        {(['waiting', 'active', 'retrying', 'lost', 'failed'] as const).map((name) => (
          <Figure
            key={name}
            label={t(`operations.jobs-${name}`)}
            why={t(`operations.why-jobs-${name}`)}
            trouble={(name === 'lost' || name === 'failed') && jobs[name] > 0}
          >
            {count(jobs[name])}
          </Figure>
        ))}
      </Figures>
    </Section>
  );
}

function Workers({ operations: { workers } }: PartProps) {
  const { t } = useTranslation();
  if (workers.length === 0) return null;
  return (
    <Section title={t('operations.workers')}>
      <div
        className={classes['tableWrap']}
        tabIndex={0}
        role="region"
        aria-label={t('operations.worker-name')}
      >
        <table className={classes['table']}>
          <thead>
            <tr>
              <th scope="col">{t('operations.worker-name')}</th>
              <th scope="col">{t('operations.worker-state')}</th>
              <th scope="col">{t('operations.worker-seen')}</th>
              <th scope="col">{t('operations.worker-started')}</th>
              <th scope="col">{t('operations.worker-version')}</th>
            </tr>
          </thead>
          <tbody>
            {workers.map((worker) => (
              <tr key={`${worker.name} ${worker.startedAt}`}>
                <td>{worker.name}</td>
                <td>
                  <Chip tone={worker.isAlive ? 'done' : 'late'}>
                    {t(worker.isAlive ? 'operations.worker-alive' : 'operations.worker-gone')}
                  </Chip>
                </td>
                <td>
                  <At at={worker.seenAt} />
                </td>
                <td>
                  <Instant at={worker.startedAt} />
                </td>
                <td>{worker.version}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function Database({ operations: { database } }: PartProps) {
  const { t, i18n } = useTranslation();
  const milliseconds = new Intl.NumberFormat(i18n.language, {
    style: 'unit',
    unit: 'millisecond',
    unitDisplay: 'short',
  });
  return (
    <Section title={t('operations.database')}>
      <Figures>
        <Figure
          label={t('operations.server')}
          why={t(database.isOwn ? 'operations.server-own' : 'operations.server-given')}
        >
          PostgreSQL {database.version.split(' ')[0]}
        </Figure>
        <Figure label={t('operations.size')} why={t('operations.size-why')}>
          {fileSize(database.sizeBytes, i18n.language)}
        </Figure>
        <Figure
          label={t('operations.connections')}
          why={t('operations.connections-why', { limit: database.connectionLimit })}
        >
          {database.connections}
        </Figure>
        <Figure label={t('operations.clock')} why={t('operations.clock-why')}>
          {milliseconds.format(Math.abs(database.clockAheadMs))}
        </Figure>
      </Figures>
    </Section>
  );
}

import { Button } from '@mantine/core';
import { IconMailCheck, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AdminMail } from '../../../lib/contract.js';
import { useWrite } from '../../../lib/use-write.js';
import { Chip, type Tone } from '../../../ui/chip.js';
import { FilterBar } from '../../../ui/filter-bar.js';
import { Instant } from '../../../ui/instant.js';
import { More } from '../../../ui/more.js';
import { Empty, Page } from '../../../ui/page.js';
import { ProblemNote } from '../../../ui/problem-note.js';
import { Reading } from '../../../ui/reading.js';
import { sayDone } from '../../../ui/toasts.js';
import { mailSummaryQuery, retryMail, useMails } from '../api/mail.js';
import classes from './administration.module.css';

const STATES = ['', 'queued', 'sent', 'failed', 'dead', 'undeliverable'] as const;
const MAY_RETRY: readonly AdminMail['state'][] = ['failed', 'dead', 'undeliverable'];

const toneOf = (state: AdminMail['state']): Tone =>
  state === 'sent'
    ? 'done'
    : state === 'dead' || state === 'undeliverable'
      ? 'late'
      : state === 'failed'
        ? 'wait'
        : 'quiet';

interface MailPageProps {
  state: string | undefined;
  onState: (state: string | undefined) => void;
}

export function MailPage({ state, onState }: MailPageProps) {
  const { t } = useTranslation();
  const summary = useQuery(mailSummaryQuery).data;
  const mails = useMails(state);
  const retry = useWrite((id: string, key) => retryMail(id, key), {
    invalidates: [['admin', 'mail']],
    onDone: () => sayDone(t('mail.queued-again')),
  });
  return (
    <Page title={t('administration.mail')} lead={t('mail.lead')}>
      {summary ? (
        <dl className={classes['figures']}>
          {(['waiting', 'failed', 'dead', 'undeliverable', 'sentLastDay'] as const).map((name) => (
            <div
              key={name}
              className={classes['figure']}
              data-trouble={(name === 'dead' || name === 'undeliverable') && summary[name] > 0}
            >
              <dt>{t(`mail.count-${name}`)}</dt>
              <dd>{summary[name]}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      <FilterBar
        label={t('filter.state')}
        value={state ?? ''}
        options={STATES.map((value) => ({
          value,
          label: t(`mail.${value === '' ? 'all' : `state-${value}`}`),
        }))}
        onChange={(value) => onState(value === '' ? undefined : value)}
      />
      <ProblemNote problem={retry.error} />
      <Reading of={mails} lines={6}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon={<IconMailCheck size={24} aria-hidden />} title={t('mail.empty')}>
              {t('mail.empty-what')}
            </Empty>
          ) : (
            <div
              className={classes['tableWrap']}
              tabIndex={0}
              role="region"
              aria-label={t('administration.mail')}
            >
              <table className={classes['table']}>
                <thead>
                  <tr>
                    <th scope="col">{t('mail.state')}</th>
                    <th scope="col">{t('mail.recipient')}</th>
                    <th scope="col">{t('mail.about')}</th>
                    <th scope="col">{t('mail.attempts')}</th>
                    <th scope="col">{t('mail.last-reply')}</th>
                    <th scope="col">{t('mail.created')}</th>
                    <th scope="col">
                      <span>{t('mail.action')}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((mail) => (
                    <tr key={mail.id}>
                      <td>
                        <Chip tone={toneOf(mail.state)}>{t(`mail.state-${mail.state}`)}</Chip>
                      </td>
                      <td>{mail.recipient.employeeNumber}</td>
                      <td>
                        {t(`notice.${mail.kind}`)} <span className={classes['dim']}>{mail.ticketNumber}</span>
                      </td>
                      <td>{mail.attempts}</td>
                      <td className={classes['dim']}>{mail.lastReply ?? '–'}</td>
                      <td>
                        <Instant at={mail.createdAt} />
                      </td>
                      <td>
                        {MAY_RETRY.includes(mail.state) ? (
                          <Button
                            size="compact-sm"
                            variant="default"
                            leftSection={<IconRefresh size={14} aria-hidden />}
                            loading={retry.isPending && retry.variables === mail.id}
                            onClick={() => retry.mutate(mail.id)}
                          >
                            {t('mail.retry')}
                          </Button>
                        ) : null}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Reading>
      <More of={mails} />
    </Page>
  );
}

import { Button, Group, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fits, LIMITS } from '../../../lib/code-points.js';
import { useDepartmentName } from '../../../lib/directory.js';
import { useInstants } from '../../../lib/instants.js';
import { duration } from '../../../lib/working-time.js';
import { CountedTextarea } from '../../../ui/counted-textarea.js';
import { Section } from '../../../ui/page.js';
import { ProblemNote } from '../../../ui/problem-note.js';
import type { Bulletin, BulletinCase } from '../api/bulletins.js';
import { useBulletinStep } from './use-bulletin-step.js';
import classes from './bulletins.module.css';

function useWhat(): (item: BulletinCase) => string {
  const { t, i18n } = useTranslation();
  const words = useInstants();
  return (item) => {
    if (item.reason !== 'overdue' || item.leg === null || item.dueAt === null)
      return t(`bulletins.what.${item.reason}`, { count: item.count ?? 0 });
    return t('bulletins.was-late', {
      leg: t(`leg.${item.leg}`),
      due: words.moment(item.dueAt),
      by: duration(item.overdueSeconds ?? 0, i18n.language),
    });
  };
}

/** What is named: a number, a department, what was late. The way to the opinion only for whoever may see it. */
export function Cases({ bulletin }: { bulletin: Bulletin }) {
  const { t } = useTranslation();
  const departmentName = useDepartmentName();
  const what = useWhat();
  const mayTakeOut = bulletin.actions.includes('take-out');
  if (bulletin.cases.length === 0) return null;
  return (
    <Section title={t(bulletin.kind === 'monthly' ? 'bulletins.cases-behind' : 'bulletins.cases')}>
      {bulletin.kind === 'monthly' ? (
        <p className={classes['small']}>{t('bulletins.cases-behind-what')}</p>
      ) : null}
      <ul className={classes['plainList']}>
        {bulletin.cases.map((item) => (
          <li key={item.key} className={classes['case']} data-out={item.takenOutReason !== null}>
            <div className={classes['caseFacts']}>
              <strong>
                {item.ticketId === null ? (
                  item.ticketNumber
                ) : (
                  <Link to="/tickets/$ticketId" params={{ ticketId: item.ticketId }}>
                    {item.ticketNumber}
                  </Link>
                )}
              </strong>
              <span>
                {departmentName(item.departmentId)} · {t(`kind.${item.ticketKind}`)}
              </span>
              <span className={classes['dim']}>{what(item)}</span>
              {item.takenOutReason === null ? null : (
                <span className={classes['dim']}>
                  {t('bulletins.taken-out', { reason: item.takenOutReason })}
                </span>
              )}
            </div>
            {mayTakeOut && item.takenOutReason === null ? <TakeOut bulletin={bulletin} item={item} /> : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function TakeOut({ bulletin, item }: { bulletin: Bulletin; item: BulletinCase }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const step = useBulletinStep('bulletins.done.take-out');
  if (!isOpen)
    return (
      <Button
        size="compact-sm"
        variant="default"
        data-print="no"
        aria-label={t('bulletins.take-out-of', { number: item.ticketNumber })}
        onClick={() => setOpen(true)}
      >
        {t('bulletins.take-out')}
      </Button>
    );
  return (
    <form
      className={classes['inlineForm']}
      onSubmit={(event) => {
        event.preventDefault();
        step.mutate({ bulletin, step: 'take-out', body: { key: item.key, reason } });
      }}
    >
      <Stack gap="xs">
        <CountedTextarea
          label={t('bulletins.take-out-why')}
          autoFocus
          minRows={2}
          limit={LIMITS.reason}
          value={reason}
          onText={setReason}
        />
        <ProblemNote problem={step.error} />
        <Group>
          <Button size="xs" type="submit" disabled={!fits(reason, LIMITS.reason)} loading={step.isPending}>
            {t('bulletins.take-out')}
          </Button>
          <Button size="xs" variant="default" onClick={() => setOpen(false)}>
            {t('common.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

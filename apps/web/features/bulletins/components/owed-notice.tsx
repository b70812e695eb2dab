import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useDepartmentName } from '../../../lib/directory.js';
import { bulletinCountsQuery, useRectifications } from '../api/bulletins.js';
import { useDay } from './bulletin-words.js';
import classes from './bulletins.module.css';

/** "Your department is named: answer by …", for its head; nothing for anybody else. */
export function OwedNotice() {
  const { t } = useTranslation();
  const counts = useQuery(bulletinCountsQuery).data;
  return (counts?.toAnswer ?? 0) > 0 ? <Owed label={t('bulletins.owed-title')} /> : null;
}

function Owed({ label }: { label: string }) {
  const { t } = useTranslation();
  const day = useDay();
  const departmentName = useDepartmentName();
  const owed = (useRectifications().data?.items ?? []).filter(
    ({ actions, state }) => actions.includes('answer') && state !== 'answered',
  );
  if (owed.length === 0) return null;
  return (
    <section className={classes['notice']} aria-label={label}>
      {owed.map((item) => (
        <div key={item.id} className={classes['noticeRow']} data-late={item.isOverdue}>
          <IconAlertTriangle size={20} aria-hidden />
          <p>
            <strong>{t('bulletins.named', { department: departmentName(item.departmentId) })}</strong>{' '}
            {item.isOverdue
              ? t('bulletins.answer-was-due', { day: day(item.dueOn) })
              : t('bulletins.answer-by', { day: day(item.dueOn) })}
          </p>
          <Button
            size="xs"
            renderRoot={(props) => (
              <Link {...props} to="/bulletins/$bulletinId" params={{ bulletinId: item.bulletinId }} />
            )}
          >
            {t('bulletins.read-and-answer')}
          </Button>
        </div>
      ))}
    </section>
  );
}

/** For the leadership's page: what waits there, with what is late first. */
export function LeadershipNotice() {
  const { t } = useTranslation();
  const counts = useQuery(bulletinCountsQuery).data;
  if (!counts || counts.drafts + counts.toDecide + counts.overdue === 0) return null;
  const rows = [
    { count: counts.overdue, key: 'bulletins.late-rectifications', view: 'rectifications', isLate: true },
    {
      count: counts.toDecide,
      key: 'bulletins.rectifications-to-decide',
      view: 'rectifications',
      isLate: false,
    },
    { count: counts.drafts, key: 'bulletins.drafts-waiting', view: 'drafts', isLate: false },
  ].filter(({ count }) => count > 0);
  return (
    <section className={classes['notice']} aria-label={t('bulletins.title')}>
      {rows.map(({ count, key, view, isLate }) => (
        <div key={key} className={classes['noticeRow']} data-late={isLate}>
          <IconAlertTriangle size={20} aria-hidden />
          <p>
            <strong>{t(key, { count })}</strong>
          </p>
          <Button
            size="xs"
            variant="default"
            renderRoot={(props) => <Link {...props} to="/bulletins" search={{ view }} />}
          >
            {t('bulletins.look')}
          </Button>
        </div>
      ))}
    </section>
  );
}

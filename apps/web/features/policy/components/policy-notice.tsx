import { IconFileText } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { versionsQuery } from '../api/policy.js';
import classes from './policy.module.css';

/** One quiet line until the reader has pressed "I have read it"; it stands in nobody's way. */
export function PolicyNotice() {
  const { t } = useTranslation();
  const inForce = useQuery({ ...versionsQuery, staleTime: 300_000 }).data?.find(
    ({ state }) => state === 'in-force',
  );
  if (!inForce || inForce.isRead) return null;
  return (
    <p className={classes['notice']}>
      <IconFileText size={17} aria-hidden />
      <span>
        {inForce.version === 1
          ? t('policy.notice-first')
          : t('policy.notice-new', { version: inForce.version })}{' '}
        <Link to="/policy">{t('policy.notice-read')}</Link>
      </span>
    </p>
  );
}

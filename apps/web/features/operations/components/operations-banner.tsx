import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { operationsQuery } from '../api/operations.js';
import classes from './operations.module.css';

const PAGE = '/administration/operations';
const LOOK_EVERY_MS = 60_000;

/** On every page of an administrator: that something stands still, and the way to what to do. */
export function OperationsBanner() {
  const { t, i18n } = useTranslation();
  const { pathname } = useLocation();
  const { data } = useQuery({ ...operationsQuery(i18n.language), refetchInterval: LOOK_EVERY_MS });
  const alarms = data?.findings.filter((finding) => finding.level === 'alarm') ?? [];
  const [first] = alarms;
  if (first === undefined || pathname === PAGE) return null;
  return (
    <div className={classes['banner']} role="status" data-print="no">
      <IconAlertTriangle size={20} aria-hidden />
      <span className={classes['bannerText']}>
        <strong>{first.what}</strong>
        {alarms.length > 1 ? ` ${t('operations.banner-more', { count: alarms.length - 1 })}` : null}
      </span>
      <Link to={PAGE}>{t('operations.banner-link')}</Link>
    </div>
  );
}

import { Link, useRouterState, type LinkProps } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './administration.module.css';

const TABS: { to: NonNullable<LinkProps['to']>; key: string }[] = [
  { to: '/administration/people', key: 'administration.people' },
  { to: '/administration/departments', key: 'administration.departments' },
  { to: '/administration/import', key: 'administration.import' },
  { to: '/administration/organisation', key: 'administration.organisation' },
  { to: '/administration/policy', key: 'policy.title-short' },
  { to: '/administration/calendars', key: 'calendars.title' },
  { to: '/administration/mail', key: 'administration.mail' },
  { to: '/administration/operations', key: 'administration.operations' },
];

export function AdministrationTabs() {
  const { t } = useTranslation();
  const nav = useRef<HTMLElement>(null);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  useEffect(() => {
    const active = nav.current?.querySelector('[data-status=active]');
    active?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  }, [path]);
  return (
    <nav ref={nav} className={classes['tabs']} aria-label={t('shell.administration')}>
      {TABS.map(({ to, key }) => (
        <Link key={key} to={to} className={classes['tab']} activeOptions={{ includeSearch: false }}>
          {t(key)}
        </Link>
      ))}
    </nav>
  );
}

import { ActionIcon, Button, Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMenu2, IconPencilPlus } from '@tabler/icons-react';
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IdleGuard } from '../../features/session/components/idle-guard.js';
import { administrates, useMe } from '../../lib/me.js';
import { useShortcuts } from '../../lib/shortcuts.js';
import { KeyHelp } from '../../ui/key-help.js';
import { Logo } from '../../ui/logo.js';
import { OutboxBar } from './outbox-bar.js';
import { SideNavigation } from './side-navigation.js';
import classes from './shell.module.css';

/** Few are administrators, so nobody else loads it. */
const OperationsBanner = lazy(async () => ({
  default: (await import('../../features/operations/components/operations-banner.js')).OperationsBanner,
}));

function useGoKeys(showHelp: () => void): void {
  const navigate = useNavigate();
  const afterG = useRef(false);
  const go = (to: '/' | '/tickets' | '/inbox') => () => {
    if (!afterG.current) return;
    afterG.current = false;
    void navigate({ to });
  };
  useShortcuts([
    ['n', () => void navigate({ to: '/write' })],
    ['shift+?', showHelp],
    ['?', showHelp],
    ['/', () => document.querySelector<HTMLInputElement>('[data-search-field]')?.focus()],
    [
      'g',
      () => {
        afterG.current = true;
        setTimeout(() => (afterG.current = false), 900);
      },
    ],
    ['h', go('/')],
    ['m', go('/tickets')],
    ['i', go('/inbox')],
  ]);
}

/** Everything around a page for someone signed in. */
export function Shell() {
  const { t } = useTranslation();
  const me = useMe();
  const [drawer, drawerSwitch] = useDisclosure(false);
  const [help, helpSwitch] = useDisclosure(false);
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  useGoKeys(helpSwitch.open);
  useEffect(() => drawerSwitch.close(), [pathname, drawerSwitch]);

  // Signing out empties this before the way to the sign-in page is done.
  if (!me) return null;
  return (
    <div className={classes['frame']}>
      <a
        className={classes['skip']}
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t('shell.skip')}
      </a>
      <nav className={classes['top']} data-print="no" aria-label={t('shell.menu')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('shell.menu')}
          onClick={drawerSwitch.open}
        >
          <IconMenu2 size={22} aria-hidden />
        </ActionIcon>
        <Link to="/" className={classes['brand']}>
          <Logo size={28} />
          <span className={classes['brandName']}>{t('shell.name')}</span>
        </Link>
        <Button component={Link} to="/write" size="xs" leftSection={<IconPencilPlus size={16} aria-hidden />}>
          {t('shell.write-short')}
        </Button>
      </nav>
      <SideNavigation as="aside" onHelp={helpSwitch.open} />
      <Drawer
        opened={drawer}
        onClose={drawerSwitch.close}
        size={290}
        classNames={{ body: classes['drawer'] }}
        title={t('shell.menu')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <SideNavigation as="div" onHelp={helpSwitch.open} />
      </Drawer>
      <main className={classes['main']} id="main" tabIndex={-1} ref={main}>
        {administrates(me) ? (
          <Suspense>
            <OperationsBanner />
          </Suspense>
        ) : null}
        <Outlet />
      </main>
      <OutboxBar />
      <IdleGuard />
      <KeyHelp opened={help} onClose={helpSwitch.close} />
    </div>
  );
}

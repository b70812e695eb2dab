import { Button, Menu, UnstyledButton, VisuallyHidden } from '@mantine/core';
import {
  IconBuildingCommunity,
  IconDoorExit,
  IconFileText,
  IconHome,
  IconInbox,
  IconKeyboard,
  IconListDetails,
  IconLogout,
  IconMailOpened,
  IconMessages,
  IconPencilPlus,
  IconSettings,
  IconShieldHalf,
  IconSpeakerphone,
  IconStairsUp,
  IconTools,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, type LinkProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSignOut } from '../../features/session/components/use-sign-out.js';
import { useChooseLanguage } from '../../features/session/components/use-choose-language.js';
import { bulletinCountsQuery } from '../../features/bulletins/api/bulletins.js';
import { ticketCountsQuery } from '../../features/tickets/api/get-ticket-counts.js';
import { administrates, leadsTickets, useSignedIn, worksTickets } from '../../lib/me.js';
import type { IconPart } from '../../ui/chip.js';
import { LanguageSwitch } from '../../ui/language-switch.js';
import { Logo } from '../../ui/logo.js';
import classes from './shell.module.css';

interface NavigationLinkProps {
  to: NonNullable<LinkProps['to']>;
  icon: IconPart;
  label: string;
  count?: number;
  countLabel?: string;
  late?: boolean;
  exact?: boolean;
}

function NavigationLink({
  to,
  icon: Icon,
  label,
  count = 0,
  countLabel,
  late = false,
  exact,
}: NavigationLinkProps) {
  return (
    <Link to={to} className={classes['link']} activeOptions={{ exact: exact ?? false, includeSearch: false }}>
      <Icon size={19} stroke={1.7} aria-hidden />
      <span className={classes['linkLabel']}>{label}</span>
      {count > 0 ? (
        <span className={classes['count']} data-late={late}>
          <span aria-hidden="true">{count}</span>
          <VisuallyHidden>{countLabel}</VisuallyHidden>
        </span>
      ) : null}
    </Link>
  );
}

interface SideNavigationProps {
  /** A landmark beside the content, or a part of the drawer on small screens. */
  as: 'aside' | 'div';
  onHelp: () => void;
}

export function SideNavigation({ as: Frame, onHelp }: SideNavigationProps) {
  const { t } = useTranslation();
  const me = useSignedIn();
  const counts = useQuery(ticketCountsQuery).data;
  const bulletins = useQuery(bulletinCountsQuery).data;
  const toDecide =
    (counts?.escalationsOpen ?? 0) +
    (counts?.refusalsWaiting ?? 0) +
    (counts?.extensionsWaiting ?? 0) +
    (counts?.abusesWaiting ?? 0);
  const signOut = useSignOut();
  const chooseLanguage = useChooseLanguage();
  return (
    <Frame
      className={classes['side']}
      data-print="no"
      aria-label={Frame === 'aside' ? t('shell.menu') : undefined}
    >
      <Link to="/" className={classes['brand']}>
        <Logo />
        <span className={classes['brandName']}>
          {t('shell.name')}
          <span className={classes['brandSub']}>{t('shell.motto')}</span>
        </span>
      </Link>
      <Button
        component={Link}
        to="/write"
        leftSection={<IconPencilPlus size={18} aria-hidden />}
        justify="flex-start"
        fullWidth
        px="sm"
      >
        {t('shell.write')}
      </Button>
      <nav className={classes['nav']} aria-label={t('shell.everyone')}>
        <NavigationLink to="/" exact icon={IconHome} label={t('shell.home')} />
        <NavigationLink
          to="/tickets"
          exact
          icon={IconMessages}
          label={t('shell.mine')}
          count={counts?.verdictsWaiting}
          countLabel={t('shell.verdicts-waiting', { count: counts?.verdictsWaiting ?? 0 })}
        />
        <NavigationLink to="/board" icon={IconListDetails} label={t('shell.board')} />
        <NavigationLink
          to="/bulletins"
          icon={IconSpeakerphone}
          label={t('bulletins.title')}
          count={(bulletins?.unread ?? 0) + (bulletins?.toAnswer ?? 0)}
          late={(bulletins?.toAnswer ?? 0) > 0}
          countLabel={t('bulletins.waiting', {
            count: (bulletins?.unread ?? 0) + (bulletins?.toAnswer ?? 0),
          })}
        />
        <NavigationLink to="/departments" icon={IconBuildingCommunity} label={t('shell.departments')} />
        <NavigationLink to="/policy" icon={IconFileText} label={t('policy.title-short')} />
      </nav>
      {worksTickets(me) || leadsTickets(me) || administrates(me) ? (
        <nav className={classes['nav']} aria-label={t('shell.work')}>
          {worksTickets(me) ? (
            <NavigationLink
              to="/inbox"
              icon={IconInbox}
              label={t('shell.inbox')}
              count={counts?.inboxOpen}
              late={(counts?.inboxOverdue ?? 0) > 0}
              countLabel={t('shell.inbox-open', { count: counts?.inboxOpen ?? 0 })}
            />
          ) : null}
          {leadsTickets(me) ? (
            <NavigationLink
              to="/leadership"
              icon={IconStairsUp}
              label={t('shell.leadership')}
              count={toDecide}
              countLabel={t('shell.leadership-open', { count: toDecide })}
            />
          ) : null}
          {administrates(me) ? (
            <NavigationLink to="/administration" icon={IconTools} label={t('shell.administration')} />
          ) : null}
        </nav>
      ) : null}
      <div className={classes['foot']}>
        {me.mode === 'demo' ? (
          <NavigationLink to="/mailbox" icon={IconMailOpened} label={t('shell.mailbox')} />
        ) : null}
        <LanguageSwitch onSwitch={chooseLanguage} />
        <Menu position="top-start" width={230}>
          <Menu.Target>
            <UnstyledButton className={classes['person']}>
              <span className={classes['initial']} aria-hidden="true">
                {Array.from(me.name)[0]}
              </span>
              <span>
                <span className={classes['personName']}>{me.name}</span>
                <span className={classes['personSub']}>
                  {me.sharedSeat ? t('shell.shared-seat') : me.employeeNumber}
                </span>
              </span>
            </UnstyledButton>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item component={Link} to="/settings" leftSection={<IconSettings size={16} aria-hidden />}>
              {t('shell.settings')}
            </Menu.Item>
            <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={onHelp}>
              {t('keys.title')}
            </Menu.Item>
            <Menu.Item component={Link} to="/password" leftSection={<IconShieldHalf size={16} aria-hidden />}>
              {t('password.title')}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item
              leftSection={<IconLogout size={16} aria-hidden />}
              disabled={signOut.isPending}
              onClick={() => signOut.mutate('here')}
            >
              {t('session.sign-out')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconDoorExit size={16} aria-hidden />}
              disabled={signOut.isPending}
              onClick={() => signOut.mutate('everywhere')}
            >
              {t('session.sign-out-everywhere')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
    </Frame>
  );
}

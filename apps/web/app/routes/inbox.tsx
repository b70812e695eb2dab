import { IconInbox } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { OwedNotice } from '../../features/bulletins/components/owed-notice.js';
import { TicketBox } from '../../features/tickets/components/ticket-box.js';
import { Empty, Page } from '../../ui/page.js';
import classes from './inbox.module.css';

const route = getRouteApi('/inside/inbox');

export function InboxRoute() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = route.useSearch();
  return (
    <Page
      title={t('shell.inbox')}
      lead={
        <>
          {t('inbox.lead')} <span className={classes['keys']}>{t('inbox.keys')}</span>
        </>
      }
    >
      <OwedNotice />
      <TicketBox
        box="inbox"
        forDesk
        filter={search}
        states={['', 'answered', 'escalated', 'closed']}
        onFilter={(next) => void navigate({ to: '/inbox', search: next, replace: true })}
        empty={
          <Empty icon={<IconInbox size={24} aria-hidden />} title={t('inbox.empty')}>
            {t('inbox.empty-what')}
          </Empty>
        }
      />
    </Page>
  );
}

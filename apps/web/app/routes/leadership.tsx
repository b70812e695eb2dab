import { IconStairsUp } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { LeadershipNotice } from '../../features/bulletins/components/owed-notice.js';
import { TicketBox } from '../../features/tickets/components/ticket-box.js';
import { Empty, Page } from '../../ui/page.js';

const route = getRouteApi('/inside/leadership');

export function LeadershipRoute() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = route.useSearch();
  return (
    <Page title={t('shell.leadership')} lead={t('leadership.lead')}>
      <LeadershipNotice />
      <TicketBox
        box="escalations"
        forDesk
        filter={search}
        states={['', 'answered', 'closed']}
        onFilter={(next) => void navigate({ to: '/leadership', search: next, replace: true })}
        empty={
          <Empty icon={<IconStairsUp size={24} aria-hidden />} title={t('leadership.empty')}>
            {t('leadership.empty-what')}
          </Empty>
        }
      />
    </Page>
  );
}

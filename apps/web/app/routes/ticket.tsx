import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { TicketPage } from '../../features/tickets/components/ticket-page.js';
import { useSignedIn, worksTickets } from '../../lib/me.js';

const route = getRouteApi('/inside/tickets/$ticketId');

export function TicketRoute() {
  const { t } = useTranslation();
  const me = useSignedIn();
  const { ticketId } = route.useParams();
  const search = route.useSearch();
  const back = worksTickets(me)
    ? ({ to: '/inbox', label: t('shell.inbox') } as const)
    : ({ to: '/tickets', label: t('shell.mine') } as const);
  return <TicketPage key={ticketId} ticketId={ticketId} asked={search.do} back={back} />;
}

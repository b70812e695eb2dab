import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { TicketPage, type BackLink } from '../../features/tickets/components/ticket-page.js';
import type { Ticket } from '../../lib/contract.js';
import { useSignedIn, worksTickets } from '../../lib/me.js';

const route = getRouteApi('/inside/tickets/$ticketId');

export function TicketRoute() {
  const { t } = useTranslation();
  const me = useSignedIn();
  const { ticketId } = route.useParams();
  const search = route.useSearch();
  const backOf = (ticket: Ticket | undefined): BackLink => {
    if (ticket?.isMine) return { to: '/tickets', label: t('shell.mine') };
    if (ticket?.leader?.id === me.id) return { to: '/leadership', label: t('shell.leadership') };
    return worksTickets(me)
      ? { to: '/inbox', label: t('shell.inbox') }
      : { to: '/tickets', label: t('shell.mine') };
  };
  return <TicketPage key={ticketId} ticketId={ticketId} asked={search.do} backOf={backOf} />;
}

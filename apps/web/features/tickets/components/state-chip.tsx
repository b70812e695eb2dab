import { IconClockExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TicketSummary } from '../../../lib/contract.js';
import { Chip } from '../../../ui/chip.js';
import { COMPLEX_ICON, stateWords, URGENT_ICON } from './ticket-words.js';

export function StateChips({ ticket }: { ticket: TicketSummary }) {
  const { t } = useTranslation();
  const words = stateWords(ticket);
  return (
    <>
      {ticket.isOverdue && ticket.state !== 'closed' ? (
        <Chip tone="late" icon={IconClockExclamation}>
          {t('state.overdue')}
        </Chip>
      ) : null}
      {ticket.urgency === 'urgent' && ticket.state !== 'closed' ? (
        <Chip tone="late" icon={URGENT_ICON}>
          {t('state.urgent')}
        </Chip>
      ) : null}
      {ticket.urgency === 'complex' && ticket.state !== 'closed' ? (
        <Chip tone="quiet" icon={COMPLEX_ICON}>
          {t('state.complex')}
        </Chip>
      ) : null}
      <Chip tone={words.tone} icon={words.icon}>
        {t(words.key)}
      </Chip>
    </>
  );
}

import { useTranslation } from 'react-i18next';
import type { Ticket } from '../../../lib/contract.js';
import type { Opened } from '../../../lib/use-opened.js';
import type { Sending } from './sending.js';

/** Beside what is being written to somebody: that they, or somebody else, have said something in the meantime. */
export function useNewsWords(opened: Opened<Ticket>, ticket: Ticket, { hasRepliedSince }: Sending): string {
  const { t } = useTranslation();
  const hasReplied = !ticket.isMine && hasRepliedSince?.(opened.thing.version);
  return t(hasReplied ? 'newer.replied' : 'newer.happened');
}

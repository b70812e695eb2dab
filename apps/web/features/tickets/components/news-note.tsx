import { useTranslation } from 'react-i18next';
import type { Ticket } from '../../../lib/contract.js';
import type { Opened } from '../../../lib/use-opened.js';
import { NewerNote } from '../../../ui/newer-note.js';
import type { Sending } from './sending.js';

interface NewsNoteProps {
  opened: Opened<Ticket>;
  ticket: Ticket;
  sending: Sending;
  onSeen: () => void;
}

/** Beside what is being written to somebody: that they, or somebody else, have said something in the meantime. */
export function NewsNote({ opened, ticket, sending, onSeen }: NewsNoteProps) {
  const { t } = useTranslation();
  const hasReplied = !ticket.isMine && sending.hasRepliedSince?.(opened.thing.version);
  return (
    <NewerNote
      what={t(hasReplied ? 'newer.replied' : 'newer.happened')}
      onSeen={() => {
        opened.take(ticket);
        onSeen();
      }}
    />
  );
}

import { Link, useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketSummary } from '../../../lib/contract.js';
import { useDepartmentName } from '../../../lib/directory.js';
import { useShortcuts } from '../../../lib/shortcuts.js';
import { DateOnly, Instant } from '../../../ui/instant.js';
import { Deadline } from './deadline.js';
import { StateChips } from './state-chip.js';
import { KIND_ICONS } from './ticket-words.js';
import classes from './ticket-list.module.css';

interface TicketListProps {
  tickets: TicketSummary[];
  label: string;
  /** Whether `r` and `t` open the answer and the transfer. */
  forDesk?: boolean;
}

function useListKeys(forDesk: boolean) {
  const list = useRef<HTMLUListElement>(null);
  const navigate = useNavigate();
  const links = (): HTMLAnchorElement[] => [
    ...(list.current?.querySelectorAll<HTMLAnchorElement>('a[data-ticket]') ?? []),
  ];
  const current = (): number => links().findIndex((link) => link === document.activeElement);
  // A page may have several lists: the keys are of the one that has the focus, or else of the first.
  const isMeant = (): boolean => {
    const focused = document.activeElement?.closest('[data-tickets]');
    return (focused ?? document.querySelector('[data-tickets]')) === list.current;
  };
  const move = (step: number) => () => {
    if (!isMeant()) return;
    const all = links();
    const next = Math.min(Math.max(current() + step, 0), all.length - 1);
    all[next]?.focus();
  };
  const open = (what: string) => () => {
    const ticketId = links()[current()]?.dataset['ticket'];
    if (forDesk && ticketId) {
      void navigate({ to: '/tickets/$ticketId', params: { ticketId }, search: { do: what } });
    }
  };
  useShortcuts([
    ['j', move(1)],
    ['k', move(-1)],
    ['r', open('answer')],
    ['t', open('transfer')],
  ]);
  return list;
}

export function TicketList({ tickets, label, forDesk = false }: TicketListProps) {
  const { t } = useTranslation();
  const departmentName = useDepartmentName();
  const list = useListKeys(forDesk);
  return (
    <ul className={classes['list']} aria-label={label} data-tickets ref={list}>
      {tickets.map((ticket) => {
        const Icon = KIND_ICONS[ticket.kind];
        return (
          <li
            key={ticket.id}
            className={classes['row']}
            data-late={ticket.isOverdue && ticket.state !== 'closed'}
          >
            <span className={classes['kind']}>
              <Icon size={19} stroke={1.6} aria-hidden />
            </span>
            <div>
              <Link
                to="/tickets/$ticketId"
                params={{ ticketId: ticket.id }}
                className={classes['title']}
                data-ticket={ticket.id}
              >
                {ticket.title}
              </Link>
              <div className={classes['meta']}>
                <span>{t(`kind.${ticket.kind}`)}</span>
                <span>{ticket.number}</span>
                <span>{departmentName(ticket.departmentId)}</span>
                {ticket.submittedOn === null ? (
                  <Instant at={ticket.submittedAt} as="distance" />
                ) : (
                  <>
                    <span>{t('ticket.anonymous')}</span>
                    <DateOnly on={ticket.submittedOn} />
                  </>
                )}
                {ticket.mergedCount > 0 ? (
                  <span>{t('ticket.merged-count', { count: ticket.mergedCount })}</span>
                ) : null}
              </div>
            </div>
            <div className={classes['state']}>
              <div className={classes['chips']}>
                <StateChips ticket={ticket} />
              </div>
              <Deadline ticket={ticket} />
            </div>
          </li>
        );
      })}
    </ul>
  );
}

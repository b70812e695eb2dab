import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconPrinter } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '../../../lib/contract.js';
import { Page } from '../../../ui/page.js';
import { Reading } from '../../../ui/reading.js';
import { ticketQuery } from '../api/get-ticket.js';
import { timelineQuery } from '../api/get-timeline.js';
import { AttachmentList } from './attachment-list.js';
import { ChainBadge } from './chain-badge.js';
import { CommandPanel } from './command-panel.js';
import { DeadlineExplanation } from './deadline-explanation.js';
import { useServerSending } from './sending.js';
import { TicketFacts } from './ticket-facts.js';
import { questionIn } from './ticket-words.js';
import { TicketView } from './ticket-view.js';
import { Timeline } from './timeline.js';
import classes from './ticket-page.module.css';

export interface BackLink {
  to: NonNullable<LinkProps['to']>;
  label: string;
}

function PrintButton() {
  const { t } = useTranslation();
  return (
    <Tooltip label={t('ticket.print')}>
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={t('ticket.print')}
        onClick={() => {
          window.print();
        }}
      >
        <IconPrinter size={18} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

interface TicketFromServerProps {
  ticket: Ticket;
  asked: string | undefined;
  above: ReactNode;
}

function TicketFromServer({ ticket, asked, above }: TicketFromServerProps) {
  const timeline = useQuery({
    ...timelineQuery(ticket.id, ticket.version),
    placeholderData: keepPreviousData,
  });
  const sending = useServerSending(ticket, timeline.data);
  return (
    <TicketView
      ticket={ticket}
      question={questionIn(timeline.data)}
      above={above}
      badge={ticket.isMine ? <ChainBadge ticketId={ticket.id} version={ticket.version} /> : null}
      tools={<PrintButton />}
      attachments={<AttachmentList attachments={ticket.attachments} />}
      timeline={
        <Reading of={timeline}>
          {(entries) => <Timeline entries={entries} dayMinutes={ticket.answerDayMinutes} />}
        </Reading>
      }
      actions={<CommandPanel ticket={ticket} sending={sending} asked={asked} />}
      facts={
        <TicketFacts ticket={ticket}>
          <DeadlineExplanation ticket={ticket} />
        </TicketFacts>
      }
    />
  );
}

export function TicketPage({
  ticketId,
  asked,
  backOf,
}: {
  ticketId: string;
  asked: string | undefined;
  /** The list in which this reader finds the ticket. */
  backOf: (ticket: Ticket | undefined) => BackLink;
}) {
  const { t } = useTranslation();
  const query = useQuery({ ...ticketQuery(ticketId), refetchInterval: 30_000 });
  const ticket = query.data;
  const back = backOf(ticket);
  const above = (
    <Link to={back.to} className={classes['back']} data-print="no">
      <IconArrowLeft size={16} aria-hidden /> {back.label}
    </Link>
  );
  if (ticket) return <TicketFromServer ticket={ticket} asked={asked} above={above} />;
  return (
    <Page title={t('ticket.title')} above={above}>
      <Reading of={query}>{() => null}</Reading>
    </Page>
  );
}

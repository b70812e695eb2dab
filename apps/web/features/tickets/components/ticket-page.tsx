import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconPrinter, IconStairsUp, IconUserCheck } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, type LinkProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '../../../lib/contract.js';
import { useDepartmentName } from '../../../lib/directory.js';
import { useInstants } from '../../../lib/instants.js';
import { useSignedIn } from '../../../lib/me.js';
import { Markdown, PlainText } from '../../../ui/markdown.js';
import { Card, Page, Section } from '../../../ui/page.js';
import { Reading } from '../../../ui/reading.js';
import { ticketQuery } from '../api/get-ticket.js';
import { timelineQuery } from '../api/get-timeline.js';
import { AttachmentList } from './attachment-list.js';
import { ChainBadge } from './chain-badge.js';
import { CommandPanel } from './command-panel.js';
import { StateChips } from './state-chip.js';
import { TicketFacts } from './ticket-facts.js';
import { ticketSentence } from './ticket-sentence.js';
import { Timeline } from './timeline.js';
import classes from './ticket-page.module.css';

export interface BackLink {
  to: NonNullable<LinkProps['to']>;
  label: string;
}

function useTimeline(ticket: Ticket) {
  return useQuery({ ...timelineQuery(ticket.id, ticket.version), placeholderData: keepPreviousData });
}

function Story({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const timeline = useTimeline(ticket);
  return (
    <div className={classes['story']}>
      <Card>
        <h2 className={classes['asideTitle']}>
          {t(ticket.isMine ? 'ticket.wording-mine' : 'ticket.wording')}
        </h2>
        <PlainText text={ticket.body} />
        <AttachmentList attachments={ticket.attachments} />
      </Card>
      <Section title={t('ticket.timeline')}>
        <Reading of={timeline}>{(entries) => <Timeline entries={entries} />}</Reading>
      </Section>
    </div>
  );
}

/** What the author is asked about, where the question is asked. */
function AnswerToJudge({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const answer = ticket.answers.at(-1);
  if (!answer) return null;
  return (
    <section className={classes['answer']} data-print="no">
      <h2 className={classes['asideTitle']}>{t('ticket.answer')}</h2>
      <Markdown text={answer.text} />
    </section>
  );
}

/** What the author is asked, where the reply is written. */
function QuestionToReply({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const question = useTimeline(ticket).data?.findLast((entry) => entry.type === 'ticket.author-asked');
  if (!question?.text) return null;
  return (
    <section className={classes['answer']} data-print="no">
      <h2 className={classes['asideTitle']}>{t('ticket.question')}</h2>
      <PlainText text={question.text} />
    </section>
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
  const departmentName = useDepartmentName();
  const words = useInstants();
  const me = useSignedIn();
  const query = useQuery({ ...ticketQuery(ticketId), refetchInterval: 30_000 });
  const ticket = query.data;
  const back = backOf(ticket);
  const above = (
    <Link to={back.to} className={classes['back']} data-print="no">
      <IconArrowLeft size={16} aria-hidden /> {back.label}
    </Link>
  );
  if (!ticket) {
    return (
      <Page title={t('ticket.title')} above={above}>
        <Reading of={query}>{() => null}</Reading>
      </Page>
    );
  }
  return (
    <Page
      title={ticket.title}
      above={above}
      lead={
        <span className={classes['chips']}>
          <StateChips ticket={ticket} />
          {ticket.isMine ? <ChainBadge ticketId={ticket.id} version={ticket.version} /> : null}
        </span>
      }
      actions={
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
      }
    >
      <div className={classes['grid']}>
        <div className={classes['ownerArea']}>
          <div className={classes['owner']} data-late={ticket.isOverdue && ticket.state !== 'closed'}>
            {ticket.state === 'escalated' ? (
              <IconStairsUp size={20} aria-hidden />
            ) : (
              <IconUserCheck size={20} aria-hidden />
            )}
            <span>{ticketSentence(ticket, me, departmentName(ticket.departmentId), words, t)}</span>
          </div>
          {ticket.state === 'answered' && ticket.isMine ? <AnswerToJudge ticket={ticket} /> : null}
          {ticket.awaitingAuthor && ticket.isMine ? <QuestionToReply ticket={ticket} /> : null}
        </div>
        <aside className={classes['aside']} aria-label={t('ticket.actions')}>
          <div data-print="no" className={classes['actionsArea']}>
            <Card>
              <h2 className={classes['asideTitle']}>{t('ticket.actions')}</h2>
              <CommandPanel ticket={ticket} asked={asked} />
            </Card>
          </div>
          <div className={classes['factsArea']}>
            <TicketFacts ticket={ticket} />
          </div>
        </aside>
        <Story ticket={ticket} />
      </div>
    </Page>
  );
}

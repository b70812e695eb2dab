import { IconStairsUp, IconUserCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '../../../lib/contract.js';
import { useDepartmentName } from '../../../lib/directory.js';
import { useInstants } from '../../../lib/instants.js';
import { useSignedIn } from '../../../lib/me.js';
import { Markdown, PlainText } from '../../../ui/markdown.js';
import { Card, Page, Section } from '../../../ui/page.js';
import { ACTIONS_HEADING } from './command-panel.js';
import { StateChips } from './state-chip.js';
import { ticketSentence } from './ticket-sentence.js';
import classes from './ticket-page.module.css';

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
function QuestionToReply({ question }: { question: string | null | undefined }) {
  const { t } = useTranslation();
  if (!question) return null;
  return (
    <section className={classes['answer']} data-print="no">
      <h2 className={classes['asideTitle']}>{t('ticket.question')}</h2>
      <PlainText text={question} />
    </section>
  );
}

interface TicketViewProps {
  ticket: Ticket;
  /** The last thing that the author was asked. */
  question: string | null | undefined;
  /** Who owns it now and until when; made from the ticket when not given. */
  sentence?: string;
  windowTitle?: string;
  above: ReactNode;
  /** Beside what state it is in. */
  badge?: ReactNode;
  tools?: ReactNode;
  /** Before everything else. */
  notice?: ReactNode;
  attachments: ReactNode;
  timeline: ReactNode;
  actions: ReactNode;
  facts: ReactNode;
}

/** A ticket on its page, the same for whoever reads it and wherever it comes from. */
export function TicketView({
  ticket,
  question,
  sentence,
  windowTitle,
  above,
  badge,
  tools,
  ...parts
}: TicketViewProps) {
  const { t } = useTranslation();
  const departmentName = useDepartmentName();
  const words = useInstants();
  const me = useSignedIn();
  return (
    <Page
      title={ticket.title}
      windowTitle={windowTitle}
      above={above}
      lead={
        <span className={classes['chips']}>
          <StateChips ticket={ticket} />
          {badge}
        </span>
      }
      actions={tools}
    >
      {parts.notice}
      <div className={classes['grid']}>
        <div className={classes['ownerArea']}>
          <div className={classes['owner']} data-late={ticket.isOverdue && ticket.state !== 'closed'}>
            {ticket.state === 'escalated' ? (
              <IconStairsUp size={20} aria-hidden />
            ) : (
              <IconUserCheck size={20} aria-hidden />
            )}
            <span>
              {sentence ?? ticketSentence(ticket, me, departmentName(ticket.departmentId), words, t)}
            </span>
          </div>
          {ticket.state === 'answered' && ticket.isMine ? <AnswerToJudge ticket={ticket} /> : null}
          {ticket.awaitingAuthor && ticket.isMine ? <QuestionToReply question={question} /> : null}
        </div>
        <aside className={classes['aside']} aria-labelledby={ACTIONS_HEADING}>
          <div data-print="no" className={classes['actionsArea']}>
            <Card>
              <h2 className={classes['asideTitle']} id={ACTIONS_HEADING} tabIndex={-1}>
                {t('ticket.actions')}
              </h2>
              {parts.actions}
            </Card>
          </div>
          <div className={classes['factsArea']}>{parts.facts}</div>
        </aside>
        <div className={classes['story']}>
          <Card>
            <h2 className={classes['asideTitle']}>
              {t(ticket.isMine ? 'ticket.wording-mine' : 'ticket.wording')}
            </h2>
            <PlainText text={ticket.body} />
            {parts.attachments}
          </Card>
          <Section title={t('ticket.timeline')}>{parts.timeline}</Section>
        </div>
      </div>
    </Page>
  );
}

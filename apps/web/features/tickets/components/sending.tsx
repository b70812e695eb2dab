import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Command, Ticket, TimelineEntry } from '../../../lib/contract.js';
import type { DraftPlace } from '../../../lib/drafts.js';
import { asProblem, type Problem } from '../../../lib/problem.js';
import { useProblemText } from '../../../lib/problem-text.js';
import { sayDone, sayTrouble } from '../../../ui/toasts.js';
import { ticketQuery } from '../api/get-ticket.js';
import { runCommand } from '../api/run-command.js';
import { hasRepliedSince } from './ticket-words.js';

export interface CommandInput {
  command: Command;
  /** Of the ticket as whoever sends this has seen it. */
  version: number;
  body: Record<string, unknown>;
}

/** How the steps taken on a ticket's page leave it: an anonymous author's go another way than everybody else's. */
export interface Sending {
  /**
   * @param key the same for each try of one intention
   * @throws Problem
   */
  send: (input: CommandInput, key: string) => Promise<void>;
  /** What is being typed is kept under names that begin so. */
  draftsUnder: string;
  /** On this device when not given. */
  draftPlace?: DraftPlace;
  /** A message can be taken back for ten seconds before it is sent. */
  holdsBack: boolean;
  /** Whether the author has said something that whoever has seen this version has not. */
  hasRepliedSince?: (version: number) => boolean;
  /** Says that a step has failed whose author has gone on to another page. */
  onUnseenFailure?: (problem: Problem, input: CommandInput) => void;
}

/** Runs commands on the version that the person has seen; a newer version is fetched at once when one exists. */
export function useServerSending(ticket: Ticket, timeline: readonly TimelineEntry[] | undefined): Sending {
  const { t } = useTranslation();
  const client = useQueryClient();
  const textOf = useProblemText();
  const { queryKey } = ticketQuery(ticket.id);
  return {
    draftsUnder: `ticket.${ticket.id}`,
    holdsBack: true,
    hasRepliedSince: (version) => hasRepliedSince(timeline, version),
    onUnseenFailure: (problem, { command }) =>
      sayTrouble(
        <>
          {textOf(problem)}{' '}
          <Link to="/tickets/$ticketId" params={{ ticketId: ticket.id }} search={{ do: command }}>
            {t('outbox.back-to-text')}
          </Link>
        </>,
        t('outbox.not-sent', { command: t(`command.${command}`), number: ticket.number }),
        'a minute',
      ),
    send: async ({ command, version, body }, key) => {
      try {
        const fresh = await runCommand({ ticketId: ticket.id, command, version, body }, key);
        client.setQueryData(queryKey, fresh);
      } catch (error) {
        // Not waited for: the person shall hear of the refusal at once, and see the newer version as it comes.
        if (!asProblem(error).isPassing) void client.invalidateQueries({ queryKey, exact: true });
        throw error;
      }
      sayDone(t(`done.${command}`));
      await Promise.all(
        [['tickets'], ['board']].map((lists) => client.invalidateQueries({ queryKey: lists })),
      );
    },
  };
}

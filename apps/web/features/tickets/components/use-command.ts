import { useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Command, Ticket } from '../../../lib/contract.js';
import { asProblem, type Problem } from '../../../lib/problem.js';
import { useWrite } from '../../../lib/use-write.js';
import { sayDone } from '../../../ui/toasts.js';
import { ticketQuery } from '../api/get-ticket.js';
import { runCommand } from '../api/run-command.js';

export interface CommandInput {
  command: Command;
  body: Record<string, unknown>;
}

/** Runs a command on the version that the person has seen; a newer version is fetched at once when one exists. */
export function useCommand(
  ticket: Ticket,
  onDone: () => void,
): UseMutationResult<Ticket, Problem, CommandInput> {
  const { t } = useTranslation();
  const client = useQueryClient();
  return useWrite<CommandInput, Ticket>(
    async ({ command, body }, key) => {
      try {
        return await runCommand({ ticketId: ticket.id, command, version: ticket.version, body }, key);
      } catch (error) {
        // Not waited for: the person shall hear of the refusal at once, and see the newer version as it comes.
        if (!asProblem(error).isPassing) {
          void client.invalidateQueries({ queryKey: ticketQuery(ticket.id).queryKey, exact: true });
        }
        throw error;
      }
    },
    {
      invalidates: [['tickets'], ['board']],
      onDone: (fresh, { command }) => {
        client.setQueryData(ticketQuery(ticket.id).queryKey, fresh);
        onDone();
        sayDone(t(`done.${command}`));
      },
    },
  );
}

import type { Command, Ticket } from '../../../lib/contract.js';
import { write } from '../../../lib/http.js';

export interface CommandCall {
  ticketId: string;
  command: Command;
  version: number;
  body: Record<string, unknown>;
}

export const runCommand = ({ ticketId, command, version, body }: CommandCall, key: string): Promise<Ticket> =>
  write('POST', `/tickets/${ticketId}/${command}`, body, {
    key,
    version,
    keepalive: JSON.stringify(body).length < 15_000,
  });

import type { Submission, Submitted } from '../../../lib/contract.js';
import { write } from '../../../lib/http.js';

/** `keepalive`, so that closing the tab right after "send" still sends it. */
export const submitTicket = (submission: Submission, key: string): Promise<Submitted> =>
  write('POST', '/tickets', submission, { key, keepalive: submission.body.length < 15_000 });

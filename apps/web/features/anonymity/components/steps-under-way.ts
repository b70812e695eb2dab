import type { Ticket } from '../../../lib/contract.js';
import type { AnonymityState, Sent, Waiting } from '../client/messages.js';

export type WaitingStep = Extract<Waiting, { readonly type: 'follow-up' }>;
export type SentStep = Extract<Sent, { readonly type: 'follow-up' }>;

export interface StepsUnderWay {
  readonly waiting: readonly WaitingStep[];
  /** Without those that are on the sheet already. */
  readonly sent: readonly SentStep[];
}

type Action = Ticket['actions'][number];

/** After one of these the ticket is another one, so only one can be under way. */
const DECISIVE: ReadonlySet<Action> = new Set<Action>(['confirm', 'reject', 'withdraw', 'reopen']);

/** What was said about the open ticket in this session and cannot be seen on it yet. */
export function stepsUnderWay({ thread, waiting, sent }: AnonymityState): StepsUnderWay {
  if (thread === null) return { waiting: [], sent: [] };
  const { ticketHash, lastSequence } = thread;
  return {
    waiting: waiting.filter(
      (one): one is WaitingStep => one.type === 'follow-up' && one.ticketHash === ticketHash,
    ),
    sent: sent.filter(
      (one): one is SentStep =>
        one.type === 'follow-up' &&
        one.ticketHash === ticketHash &&
        (one.outcome.status === 'refused' || one.sequence > lastSequence),
    ),
  };
}

function commandsOf({ waiting, sent }: StepsUnderWay): readonly Action[] {
  return [...waiting, ...sent.filter(({ outcome }) => outcome.status !== 'refused')].map(
    ({ step }) => step.command,
  );
}

/** A step is under way after which the ticket is another one. */
export function hasDecided(steps: StepsUnderWay): boolean {
  return commandsOf(steps).some((command) => DECISIVE.has(command));
}

/** What the author can still say: nothing that contradicts what is under way, and no reveal twice. */
export function stillPossible(actions: readonly Action[], steps: StepsUnderWay): Action[] {
  const isRevealing = commandsOf(steps).includes('reveal');
  const isDecided = hasDecided(steps);
  return actions.filter((action) => (action === 'reveal' ? !isRevealing : !isDecided));
}

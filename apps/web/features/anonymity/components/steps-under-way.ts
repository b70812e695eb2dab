import type { Ticket } from '../../../lib/contract.js';
import type { AnonymityState, Sent, Waiting } from '../client/messages.js';

type WaitingStep = Extract<Waiting, { readonly type: 'follow-up' }>;
type SentStep = Extract<Sent, { readonly type: 'follow-up' }>;

export interface StepsUnderWay {
  readonly waiting: readonly WaitingStep[];
  /** Without those that are on the sheet already. */
  readonly sent: readonly SentStep[];
}

type Action = Ticket['actions'][number];

/** After one of these the ticket is another one, so only one can be under way. */
const DECISIVE: ReadonlySet<Action> = new Set<Action>(['confirm', 'reject', 'withdraw', 'reopen']);

/** What was said in this session, about whatever ticket. */
export function stepsOfSession({ waiting, sent }: AnonymityState): StepsUnderWay {
  return {
    waiting: waiting.filter((one): one is WaitingStep => one.type === 'follow-up'),
    sent: sent.filter((one): one is SentStep => one.type === 'follow-up'),
  };
}

/** What was said about the open ticket in this session and cannot be seen on it yet. */
export function stepsUnderWay(state: AnonymityState): StepsUnderWay {
  if (state.thread === null) return { waiting: [], sent: [] };
  const { ticketHash, lastSequence } = state.thread;
  const { waiting, sent } = stepsOfSession(state);
  return {
    waiting: waiting.filter((step) => step.ticketHash === ticketHash),
    sent: sent.filter(
      (step) =>
        step.ticketHash === ticketHash && (step.outcome.status === 'refused' || step.sequence > lastSequence),
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

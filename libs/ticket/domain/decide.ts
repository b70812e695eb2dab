import { ABUSE_EFFECTS } from './abuse.js';
import { ANSWERING_EFFECTS } from './answering.js';
import { authorPersonId } from './author.js';
import { CONFIRMATION_EFFECTS } from './confirmation.js';
import type { Decision, DecisionContext, Effect, Effects, Refusal, Step } from './decision.js';
import { ESCALATION_EFFECTS } from './escalation.js';
import { ROUTING_EFFECTS } from './routing.js';
import type { Command, CommandName, Standing, TicketFacts } from './ticket.js';
import { fitting, TRANSITIONS } from './transitions.js';

const EFFECTS: Effects<CommandName> = {
  ...ROUTING_EFFECTS,
  ...ANSWERING_EFFECTS,
  ...CONFIRMATION_EFFECTS,
  ...ESCALATION_EFFECTS,
  ...ABUSE_EFFECTS,
};

/** One command on one ticket: what changes, or why not. Pure: the same question always has the same answer. */
export function decide(
  ticket: TicketFacts,
  command: Command,
  standings: ReadonlySet<Standing>,
  context: DecisionContext,
): Decision | Refusal {
  const transition = fitting(ticket, standings, context.now, command.name)[0];
  if (!transition) {
    const everAllowed = TRANSITIONS.some(
      (row) => row.command === command.name && row.by.some((standing) => standings.has(standing)),
    );
    return { refusal: everAllowed ? 'ticket.not-possible-now' : 'ticket.not-yours' };
  }
  const role = transition.by.find((candidate) => standings.has(candidate)) ?? 'system';
  // The head speaks for the department.
  const standing = role === 'head' ? 'department' : role;
  const state = transition.to ?? ticket.state;
  // The compiler cannot see that the name picks the effect for exactly this command.
  const effect = EFFECTS[command.name] as (step: Step<CommandName>) => Effect;
  const effects = effect({ ticket, command, standing, state, context });
  return 'refusal' in effects ? effects : { standing, ...effects };
}

/** Facts that every event carries, so that a subscriber knows whom it concerns without reading the ticket. */
export function concerned(ticket: TicketFacts): {
  departmentId: string;
  leaderId: string | null;
  authorPersonId: string | null;
} {
  return {
    departmentId: ticket.departmentId,
    leaderId: ticket.leaderId,
    authorPersonId: authorPersonId(ticket.author),
  };
}

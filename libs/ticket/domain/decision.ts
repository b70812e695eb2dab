import type { ClockChange } from '@huiyin/sla';
import type { Setbacks } from './higher-level.js';
import type {
  Command,
  CommandName,
  Publication,
  Standing,
  TicketFacts,
  TicketState,
  Visibility,
} from './ticket.js';

export interface TicketEvent {
  readonly type: `ticket.${string}`;
  readonly data: Readonly<
    Record<string, string | number | boolean | null | Readonly<Record<string, number>>>
  >;
  /** What the actor wrote with it, kept apart from the chain so that it can be removed; the chain has its hash. */
  readonly text?: string;
}

/** What happens to the tickets merged into this one, in the same transaction. */
export type FollowerChange = 'answer' | 'amend' | 'move' | 'release';

export interface Decision {
  readonly standing: Standing;
  readonly changes: Partial<{
    -readonly [Key in keyof TicketFacts]: TicketFacts[Key];
  }>;
  readonly events: readonly TicketEvent[];
  readonly clocks: readonly ClockChange[];
  readonly answer?: { readonly text: string; readonly visibility: Visibility; readonly isRefusal: boolean };
  readonly amendment?: { readonly text: string };
  readonly refusalText?: string | null;
  /** Why the head wants the ticket closed as abusive; forgotten once nothing is proposed any more. */
  readonly abuseText?: string;
  readonly publication?: Publication | null;
  readonly followers?: FollowerChange;
}

export type RefusalCode =
  | 'ticket.not-yours'
  | 'ticket.not-possible-now'
  | 'ticket.target-department-invalid'
  | 'ticket.merge-target-invalid'
  | 'ticket.names-not-checked'
  | 'ticket.publication-missing'
  | 'ticket.summary-required'
  | 'ticket.extension-too-long';

export type Refusal = {
  readonly refusal: RefusalCode;
  /** What would have been allowed. */
  readonly members?: Readonly<Record<string, number>>;
};

/** Facts from other rooms and rows that a decision needs; looked up before it, in the same transaction. */
export interface DecisionContext {
  readonly now: Date;
  /** The one who answers for this department one level up; the duty leader when that is the head concerned. */
  readonly responsibleLeaderId: string;
  readonly coordinatorDepartmentId: string;
  /** Where the ticket would go: the department named in a transfer, or the one to which its author brings it back. */
  readonly targetDepartment?: { readonly id: string; readonly isActive: boolean } | null;
  readonly mergeTarget?: Pick<
    TicketFacts,
    'id' | 'state' | 'departmentId' | 'mergedIntoId' | 'abuseProposed'
  > | null;
  /** Text proposed as a refusal, while one is pending. */
  readonly refusalText: string | null;
  /** Reason given for closing as abusive, while a leader has to decide. */
  readonly abuseText: string | null;
  /** Limit for an extension by the policy of the answer's clock, in working minutes; looked up when one is asked for. */
  readonly extensionLimitMinutes: number;
  /** The policy's number of transfers after which the coordinator decides where a ticket belongs. */
  readonly transfersBeforeCoordinator: number;
  /** The policy's number of redos, or of "no", after which a ticket is owned one level above the responsible leader. */
  readonly redosBeforeHigherLevel: number;
  readonly setbacks: Setbacks;
  /** The one above the responsible leader; null when nobody is who could own this ticket. */
  readonly higherLeaderId: string | null;
}

/** What a command is about to act on; the table of transitions has already allowed it. */
export interface Step<Name extends CommandName> {
  readonly ticket: TicketFacts;
  readonly command: Extract<Command, { readonly name: Name }>;
  readonly standing: Standing;
  /** The state afterwards. */
  readonly state: TicketState;
  readonly context: DecisionContext;
}

/** All of a decision but who took it. */
export type Effect = Omit<Decision, 'standing'> | Refusal;

/** For each command of one area: what it does. */
export type Effects<Name extends CommandName> = {
  readonly [Key in Name]: (step: Step<Key>) => Effect;
};

import type { Kind, Urgency } from '../domain/policy.js';
import type { PolicyLanguage } from '../domain/policy-words.js';

export interface PolicyDepartment {
  readonly id: string;
  readonly siteId: string | null;
  readonly isActive: boolean;
  readonly name: Readonly<Record<PolicyLanguage, string>>;
}

/** An open ticket as far as its targets depend on it. */
export interface OpenTicket {
  readonly id: string;
  readonly number: string;
  readonly kind: Kind;
  readonly urgency: Urgency;
  readonly departmentId: string;
  /** Whether the one who asks may see it. */
  readonly isVisible: boolean;
}

/** What the policy's pages show besides the policy; whoever knows people, departments and tickets answers. */
export abstract class PolicySurroundings {
  abstract departments(): Promise<readonly PolicyDepartment[]>;
  /** The site at which a person works, or null. */
  abstract siteOf(personId: string): Promise<string | null>;
  /** Names by id; unknown ids are left out. */
  abstract namesOf(personIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Number of employees who can sign in. */
  abstract activePeople(): Promise<number>;
  /** Tickets that are not closed, at most `limit`, the oldest first. */
  abstract openTickets(personId: string, limit: number): Promise<readonly OpenTicket[]>;
}

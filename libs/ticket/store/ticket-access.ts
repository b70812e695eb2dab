import { Injectable } from '@nestjs/common';
import { DepartmentDirectory, type Standing as PersonStanding } from '@huiyin/organisation';
import { UnitOfWork, type Tx } from '@huiyin/platform';
import { isAuthor } from '../domain/author.js';
import type { Standing, TicketFacts } from '../domain/ticket.js';

/** What a person is in this organisation, as far as tickets are concerned; the duty leader leads what nobody else does. */
export interface Viewer extends PersonStanding {
  readonly personId: string;
  /** Departments for which the person works as head, deputy or handler. */
  readonly departmentIds: readonly string[];
}

/**
 * The one place that says who sees a ticket. The SQL and the set below are the same rule in two forms: the first
 * selects rows, the second says what the person may do with one; a test holds them together.
 */
@Injectable()
export class TicketAccess {
  constructor(
    private readonly departments: DepartmentDirectory,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async viewer(personId: string, tx: Tx | null = null): Promise<Viewer> {
    const standing = await this.departments.standingOf(personId, tx);
    const standsIn = standing.isDutyLeader ? await this.departments.ledByDutyLeader(tx) : [];
    return {
      ...standing,
      leads: [...new Set([...standing.leads, ...standsIn])],
      personId,
      departmentIds: [...new Set(standing.memberships.map((membership) => membership.departmentId))],
    };
  }

  /**
   * SQL condition on `ticket t`, with the four parameters to append from `$first` on. Whatever it does not return
   * does not exist for this person.
   */
  visible(viewer: Viewer, first: number): { readonly sql: string; readonly parameters: readonly unknown[] } {
    return {
      sql: `(t.author_person_id = $${first} OR t.department_id = ANY($${first + 1}::uuid[])
             OR t.leader_id = $${first} OR t.department_id = ANY($${first + 2}::uuid[]) OR $${first + 3}::boolean)`,
      parameters: [viewer.personId, viewer.departmentIds, viewer.leads, viewer.isCoordinatorMember],
    };
  }

  /**
   * What the person is to this ticket; empty means that it does not exist for them. Nobody handles what they wrote
   * themselves, and a leader who heads the department concerned decides only what was given to them by name.
   */
  standings(viewer: Viewer, ticket: TicketFacts): ReadonlySet<Standing> {
    const standings = new Set<Standing>();
    if (ticket.leaderId === viewer.personId) standings.add('leader');
    if (isAuthor(ticket.author, viewer.personId)) return standings.add('author');
    const worksThere = viewer.departmentIds.includes(ticket.departmentId);
    if (worksThere) standings.add('department');
    const heads = viewer.memberships.some(
      ({ departmentId, relation }) => departmentId === ticket.departmentId && relation !== 'handler',
    );
    if (heads) standings.add('head');
    if (ticket.leaderId === null && viewer.leads.includes(ticket.departmentId) && !worksThere) {
      standings.add('leader');
    }
    if (viewer.isCoordinatorMember) standings.add('coordinator');
    return standings;
  }

  /** Whether the person sees this ticket; the set form of `visible`. */
  sees(viewer: Viewer, ticket: TicketFacts): boolean {
    return this.standings(viewer, ticket).size > 0 || viewer.leads.includes(ticket.departmentId);
  }

  /** Whether the person may see the ticket at all. */
  async mayView(personId: string, ticketId: string): Promise<boolean> {
    const viewer = await this.viewer(personId);
    const visible = this.visible(viewer, 2);
    const rows = await this.unitOfWork.read<{ id: string }>(
      `SELECT t.id FROM ticket t WHERE t.id = $1 AND ${visible.sql}`,
      [ticketId, ...visible.parameters],
    );
    return rows.length === 1;
  }
}

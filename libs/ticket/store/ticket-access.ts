import { Injectable } from '@nestjs/common';
import { DepartmentDirectory, isOffDuty, type Standing as PersonStanding } from '@huiyin/organisation';
import { UnitOfWork, type Tx } from '@huiyin/platform';
import { isAuthor } from '../domain/author.js';
import type { Standing, TicketFacts } from '../domain/ticket.js';

/** What a person is in this organisation, as far as tickets are concerned; the duty leader leads what nobody else does. */
export interface Viewer extends PersonStanding {
  readonly personId: string;
  /** Departments for which the person works as head, deputy or handler. */
  readonly departmentIds: readonly string[];
  /** Owners of tickets who are away or have left; looked up for whoever may stand in for one of them. */
  readonly offDutyLeaderIds: readonly string[];
}

/**
 * Whether a clock's ladder has brought `ticket t` before the leader on duty, who is told then although another leader
 * owns it: the last step of an answer, the last two of a leader's answer.
 * Not EXISTS, which may be answered by reading every clock there ever was.
 */
const BROUGHT_BEFORE_DUTY_LEADER = `coalesce(
  (SELECT true FROM clock c JOIN event e ON e.stream_id = c.id
    WHERE c.ticket_id = t.id AND e.type = 'clock.step-reached'
      AND (e.data->>'kind' = 'bulletin' OR c.leg = 'escalated-answer' AND e.data->>'kind' = 'reminder')
    LIMIT 1), false)`;

/**
 * The one place that says who sees a ticket and what they are to it. Whoever is anything to a ticket sees it; leaders
 * also see those of their departments that another leader owns. A test holds the two together.
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
    const isLeader = standing.isDutyLeader || standing.leads.length > 0;
    return {
      ...standing,
      leads: [...new Set([...standing.leads, ...standsIn])],
      personId,
      departmentIds: [...new Set(standing.memberships.map((membership) => membership.departmentId))],
      offDutyLeaderIds: isLeader ? await this.offDutyLeaderIds(tx) : [],
    };
  }

  /**
   * SQL condition on `ticket t`, with the parameters to append from `$first` on. Whatever it does not return does not
   * exist for this person.
   */
  visible(viewer: Viewer, first: number): { readonly sql: string; readonly parameters: readonly unknown[] } {
    return {
      sql: `(t.author_person_id = $${first} OR t.department_id = ANY($${first + 1}::uuid[])
             OR t.leader_id = $${first} OR t.department_id = ANY($${first + 2}::uuid[]) OR $${first + 3}::boolean
             OR $${first + 4}::boolean AND (t.leader_id = ANY($${first + 5}::uuid[]) OR ${BROUGHT_BEFORE_DUTY_LEADER}))`,
      parameters: [
        viewer.personId,
        viewer.departmentIds,
        viewer.leads,
        viewer.isCoordinatorMember,
        viewer.isDutyLeader,
        viewer.offDutyLeaderIds,
      ],
    };
  }

  /**
   * SQL condition on `ticket t`: this person owns it, or stands in for the leader who does; as `standings` says.
   * @param bind appends a parameter and returns its place
   */
  owned(viewer: Viewer, bind: (value: unknown) => string): string {
    const me = bind(viewer.personId);
    if (viewer.offDutyLeaderIds.length === 0) return `t.leader_id = ${me}`;
    // One list of leaders for the index, then what the stand-in may decide.
    return `t.leader_id = ANY(${bind([viewer.personId, ...viewer.offDutyLeaderIds])}::uuid[])
      AND (t.leader_id = ${me}
           OR (${bind(viewer.isDutyLeader)}::boolean OR t.department_id = ANY(${bind(viewer.leads)}::uuid[]))
              AND t.department_id <> ALL(${bind(viewer.departmentIds)}::uuid[])
              AND t.author_person_id IS DISTINCT FROM ${me})`;
  }

  /**
   * What the person is to this ticket. Nobody handles what they wrote themselves, and a leader who works in the
   * department concerned decides only what was given to them by name. For a leader who is away or has left acts the
   * leader on duty, or whoever leads the department by now.
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
    const leads = viewer.leads.includes(ticket.departmentId);
    const standsIn =
      ticket.leaderId === null
        ? leads
        : (leads || viewer.isDutyLeader) && viewer.offDutyLeaderIds.includes(ticket.leaderId);
    if (standsIn && !worksThere) standings.add('leader');
    if (viewer.isCoordinatorMember) standings.add('coordinator');
    return standings;
  }

  /** Whether the viewer sees the ticket at all. */
  async sees(viewer: Viewer, ticketId: string, tx: Tx | null = null): Promise<boolean> {
    const visible = this.visible(viewer, 2);
    const sql = `SELECT t.id FROM ticket t WHERE t.id = $1 AND ${visible.sql}`;
    const rows = await this.rows<{ id: string }>(tx, sql, [ticketId, ...visible.parameters]);
    return rows.length === 1;
  }

  private async offDutyLeaderIds(tx: Tx | null): Promise<string[]> {
    const rows = await this.rows<{ id: string }>(
      tx,
      `SELECT p.id FROM person p
        WHERE ${isOffDuty('p', '$1::timestamptz')} AND EXISTS (SELECT FROM ticket t WHERE t.leader_id = p.id)`,
      [tx?.now ?? this.unitOfWork.now()],
    );
    return rows.map((row) => row.id);
  }

  private async rows<Row>(tx: Tx | null, sql: string, parameters: readonly unknown[]): Promise<Row[]> {
    return tx ? tx.rows<Row>(sql, parameters) : this.unitOfWork.read<Row>(sql, parameters);
  }
}

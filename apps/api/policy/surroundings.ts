import { Injectable } from '@nestjs/common';
import { PeopleDirectory } from '@huiyin/identity';
import { UnitOfWork } from '@huiyin/platform';
import { PolicySurroundings, type OpenTicket, type PolicyDepartment } from '@huiyin/sla';
import { TicketAccess } from '@huiyin/ticket';

/** Tells the policy about the people, departments and tickets that it does not know. */
@Injectable()
export class Surroundings extends PolicySurroundings {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly people: PeopleDirectory,
    private readonly access: TicketAccess,
  ) {
    super();
  }

  async departments(): Promise<readonly PolicyDepartment[]> {
    return this.unitOfWork.read<PolicyDepartment>(
      `SELECT id, site_id AS "siteId", is_active AS "isActive", name FROM department ORDER BY code`,
    );
  }

  async siteOf(personId: string): Promise<string | null> {
    const [row] = await this.unitOfWork.read<{ siteId: string | null }>(
      `SELECT site_id AS "siteId" FROM person WHERE id = $1`,
      [personId],
    );
    return row?.siteId ?? null;
  }

  async namesOf(personIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.people.names(personIds);
  }

  async activePeople(): Promise<number> {
    const [row] = await this.unitOfWork.read<{ count: number }>(
      `SELECT count(*)::int AS count FROM person WHERE is_active`,
    );
    return row?.count ?? 0;
  }

  async openTickets(personId: string, limit: number): Promise<readonly OpenTicket[]> {
    const visible = this.access.visible(await this.access.viewer(personId), 2);
    return this.unitOfWork.read<OpenTicket>(
      `SELECT t.id, t.number, t.kind, t.urgency, t.department_id AS "departmentId", ${visible.sql} AS "isVisible"
         FROM ticket t WHERE t.state <> 'closed' ORDER BY t.submitted_at, t.id LIMIT $1`,
      [limit, ...visible.parameters],
    );
  }
}

import { Injectable } from '@nestjs/common';
import { isAbsent, PeopleDirectory } from '@huiyin/identity';
import { DepartmentDirectory } from '@huiyin/organisation';
import type { Tx } from '@huiyin/platform';
import type { Audience } from './notice-kinds.js';
import type { TicketGlance } from './ticket-glance.js';

/** Whom a notice about a ticket reaches now, and who may still be told. */
@Injectable()
export class Recipients {
  constructor(
    private readonly people: PeopleDirectory,
    private readonly departments: DepartmentDirectory,
  ) {}

  /**
   * People to tell, each once. Away heads are stood in for by their deputy, away leaders are told together with the
   * duty leader, away handlers are left alone; when that leaves nobody, the head is told although away. Nobody
   * handles what they wrote themselves, so an author is never told as a member of the desk.
   */
  async of(tx: Tx, audience: Audience, ticket: TicketGlance): Promise<string[]> {
    switch (audience) {
      case 'author':
        return this.active(tx, [ticket.authorPersonId]);
      case 'leader':
        return this.leaders(tx, ticket.leaderId);
      case 'owner':
        return ticket.state === 'escalated' ? this.leaders(tx, ticket.leaderId) : this.desk(tx, ticket, true);
      case 'head':
        return this.desk(tx, ticket, false);
      case 'desk':
        return this.desk(tx, ticket, true);
    }
  }

  /** Whether a person chosen earlier is still concerned; being away meanwhile does not matter. */
  async stillConcerned(tx: Tx, audience: Audience, ticket: TicketGlance, personId: string): Promise<boolean> {
    switch (audience) {
      case 'author':
        return ticket.authorPersonId === personId;
      case 'leader':
        return ticket.leaderId === personId || (await this.departments.dutyLeaderId(tx)) === personId;
      case 'owner':
        return this.stillConcerned(tx, ticket.state === 'escalated' ? 'leader' : 'desk', ticket, personId);
      case 'head':
      case 'desk': {
        const standing = await this.departments.standingOf(personId, tx);
        return standing.memberships.some((membership) => membership.departmentId === ticket.departmentId);
      }
    }
  }

  private async active(tx: Tx, ids: readonly (string | null)[]): Promise<string[]> {
    const known = ids.filter((id): id is string => id !== null);
    const people = await this.people.people(tx, known);
    return [...people.values()].filter((person) => person.isActive).map((person) => person.id);
  }

  private async leaders(tx: Tx, leaderId: string | null): Promise<string[]> {
    const leader = leaderId ? await this.people.person(tx, leaderId) : null;
    if (leader?.isActive && !isAbsent(leader, tx.now)) return [leader.id];
    return this.active(tx, [leaderId, await this.departments.dutyLeaderId(tx)]);
  }

  private async desk(tx: Tx, ticket: TicketGlance, withHandlers: boolean): Promise<string[]> {
    const department = await this.departments.department(tx, ticket.departmentId);
    if (!department) return [];
    const { headId, deputyId } = department;
    const handlerIds = withHandlers ? await this.departments.handlerIds(department.id, tx) : [];
    const people = await this.people.people(
      tx,
      [headId, deputyId, ...handlerIds].filter((id): id is string => id !== null),
    );
    const onDuty = (id: string | null): id is string => {
      const person = id === null ? undefined : people.get(id);
      return (
        person !== undefined &&
        person.isActive &&
        person.id !== ticket.authorPersonId &&
        !isAbsent(person, tx.now)
      );
    };
    const told = new Set(handlerIds.filter(onDuty));
    if (onDuty(headId)) told.add(headId);
    else if (onDuty(deputyId)) told.add(deputyId);
    else if (told.size === 0 && headId !== ticket.authorPersonId) return this.active(tx, [headId]);
    return [...told];
  }
}

import { Injectable } from '@nestjs/common';
import { isAbsent, PeopleDirectory } from '@huiyin/identity';
import { DepartmentDirectory } from '@huiyin/organisation';
import type { Tx } from '@huiyin/platform';
import type { Audience } from './notice-rule.js';
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
   * handles what they wrote themselves, so an author is never told as a member of the desk, nor as the superior.
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
      case 'handlers':
        return this.handlers(tx, ticket);
      case 'superior':
        return this.superior(tx, ticket);
      case 'head-and-superior':
        return joined(await this.desk(tx, ticket, false), await this.superior(tx, ticket));
      case 'superior-and-duty-leader':
        return joined(await this.superior(tx, ticket), await this.dutyLeader(tx, ticket));
      case 'leader-and-duty-leader':
        return joined(await this.leaders(tx, ticket.leaderId), await this.dutyLeader(tx, ticket));
      case 'duty-leader': {
        const dutyLeader = await this.dutyLeader(tx, ticket);
        return dutyLeader.length > 0 ? dutyLeader : this.leaders(tx, ticket.leaderId);
      }
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
      case 'desk':
      case 'handlers': {
        const standing = await this.departments.standingOf(personId, tx);
        return standing.memberships.some((membership) => membership.departmentId === ticket.departmentId);
      }
      case 'head-and-superior':
        return (
          (await this.stillConcerned(tx, 'head', ticket, personId)) ||
          (await this.stillConcerned(tx, 'superior-and-duty-leader', ticket, personId))
        );
      case 'superior':
      case 'superior-and-duty-leader':
        return (
          (await this.superiorId(tx, ticket)) === personId ||
          (await this.stillConcerned(tx, 'leader', ticket, personId))
        );
      case 'leader-and-duty-leader':
      case 'duty-leader':
        return this.stillConcerned(tx, 'leader', ticket, personId);
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

  private async handlers(tx: Tx, ticket: TicketGlance): Promise<string[]> {
    const handlerIds = await this.departments.handlerIds(ticket.departmentId, tx);
    const people = await this.people.people(tx, handlerIds);
    const onDuty = [...people.values()].filter(
      (person) => person.isActive && person.id !== ticket.authorPersonId && !isAbsent(person, tx.now),
    );
    return onDuty.length > 0 ? onDuty.map((person) => person.id) : this.desk(tx, ticket, false);
  }

  private async superiorId(tx: Tx, ticket: TicketGlance): Promise<string | null> {
    const department = await this.departments.department(tx, ticket.departmentId);
    return department ? this.departments.responsibleLeader(department, tx) : null;
  }

  private async superior(tx: Tx, ticket: TicketGlance): Promise<string[]> {
    const superiorId = await this.superiorId(tx, ticket);
    const told = await this.leaders(tx, superiorId === ticket.authorPersonId ? null : superiorId);
    return told.filter((id) => id !== ticket.authorPersonId);
  }

  private async dutyLeader(tx: Tx, ticket: TicketGlance): Promise<string[]> {
    const told = await this.active(tx, [await this.departments.dutyLeaderId(tx)]);
    return told.filter((id) => id !== ticket.authorPersonId);
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

function joined(...groups: readonly (readonly string[])[]): string[] {
  return [...new Set(groups.flat())];
}

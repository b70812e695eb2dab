import { Injectable } from '@nestjs/common';
import { Account, idleSeconds, PeopleDirectory, Sessions } from '@huiyin/identity';
import { DepartmentDirectory } from '@huiyin/organisation';
import { Settings } from '@huiyin/platform';
import type { MeDto } from './me.dto.js';

/** Puts together what identity and organisation know about the person who asks. */
@Injectable()
export class MeQueries {
  constructor(
    private readonly account: Account,
    private readonly sessions: Sessions,
    private readonly departments: DepartmentDirectory,
    private readonly people: PeopleDirectory,
    private readonly settings: Settings,
  ) {}

  async me(personId: string, sessionId: string): Promise<MeDto> {
    const [person, standing, sharedSeat] = await Promise.all([
      this.account.get(personId),
      this.departments.standingOf(personId),
      this.sessions.isSharedSeat(sessionId),
    ]);
    return {
      id: person.id,
      employeeNumber: person.employeeNumber,
      name: person.name,
      email: person.email,
      locale: person.locale,
      timeZone: person.timeZone,
      siteId: person.siteId,
      departmentId: person.departmentId,
      departmentMayBeNamed:
        person.departmentId !== null && (await this.people.mayBeNamed(null, person.departmentId)),
      roles: person.roles,
      mustChangePassword: person.mustChangePassword,
      absentFrom: person.absentFrom,
      absentUntil: person.absentUntil,
      version: person.version,
      sharedSeat,
      idleSeconds: idleSeconds(sharedSeat),
      mode: this.settings.mode,
      memberships: standing.memberships,
      leads: standing.leads,
      isDutyLeader: standing.isDutyLeader,
      isCoordinator: standing.isCoordinatorMember,
    };
  }
}

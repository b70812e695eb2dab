import { Injectable } from '@nestjs/common';
import { PeopleDirectory } from '@huiyin/identity';
import { UnitOfWork } from '@huiyin/platform';
import { CalendarSurroundings, type CalendarOwner } from '@huiyin/sla';

/** Tells the calendars about the departments, sites and people that they do not know. */
@Injectable()
export class HouseOfCalendars extends CalendarSurroundings {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly people: PeopleDirectory,
  ) {
    super();
  }

  async owners(): Promise<readonly CalendarOwner[]> {
    return this.unitOfWork.read<CalendarOwner>(
      `SELECT id, kind, name FROM (SELECT id, 'site' AS kind, code, name FROM site
         UNION ALL SELECT id, 'department', code, name FROM department) AS owner ORDER BY kind DESC, code`,
    );
  }

  async namesOf(personIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.people.names(personIds);
  }
}

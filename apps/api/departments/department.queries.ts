import { Injectable } from '@nestjs/common';
import { PeopleDirectory } from '@huiyin/identity';
import { DepartmentCatalogue, organisationRefusals, type DepartmentView } from '@huiyin/organisation';
import type { DepartmentDto, PersonNameDto } from './department.dto.js';

function peopleOf(view: DepartmentView): (string | null)[] {
  return [view.headId, view.deputyId, view.leaderId, ...view.handlerIds];
}

/** Departments with the names of their people. */
@Injectable()
export class DepartmentQueries {
  constructor(
    private readonly catalogue: DepartmentCatalogue,
    private readonly people: PeopleDirectory,
  ) {}

  async list(): Promise<DepartmentDto[]> {
    return this.named(await this.catalogue.list());
  }

  async get(id: string): Promise<DepartmentDto> {
    const view = await this.catalogue.get(id);
    const [department] = view ? await this.named([view]) : [];
    if (!department) throw organisationRefusals.refuse('department.not-found');
    return department;
  }

  private async named(views: readonly DepartmentView[]): Promise<DepartmentDto[]> {
    const names = await this.people.names(views.flatMap(peopleOf));
    const person = (id: string | null): PersonNameDto | null =>
      id === null ? null : { id, name: names.get(id) ?? '' };
    return views.map(({ headId, deputyId, leaderId, handlerIds, ...view }) => ({
      ...view,
      head: person(headId),
      deputy: person(deputyId),
      leader: person(leaderId),
      handlers: handlerIds.map((id) => ({ id, name: names.get(id) ?? '' })),
    }));
  }
}

import { Module } from '@nestjs/common';
import { IdentityModule } from '@huiyin/identity';
import { OrganisationHttpModule } from '@huiyin/organisation';
import { DepartmentQueries } from './department.queries.js';
import { DepartmentsController } from './departments.controller.js';
import { OpenTickets } from './open-tickets.js';

/** The organisation, told about people's names and about open tickets. */
@Module({
  imports: [IdentityModule, OrganisationHttpModule.forRoot(OpenTickets)],
  controllers: [DepartmentsController],
  providers: [DepartmentQueries],
  exports: [OrganisationHttpModule],
})
export class DepartmentsModule {}

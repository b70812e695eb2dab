import { Module } from '@nestjs/common';
import { IdentityHttpModule } from '@huiyin/identity';
import { DepartmentsModule } from '../departments/departments.module.js';
import { ImportController } from './import.controller.js';
import { ImportOrganisation } from './organisation-import.use-case.js';

@Module({
  imports: [IdentityHttpModule, DepartmentsModule],
  controllers: [ImportController],
  providers: [ImportOrganisation],
})
export class ImportModule {}

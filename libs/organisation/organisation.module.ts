import { Module } from '@nestjs/common';
import { DepartmentDirectory } from './departments/department-directory.js';

@Module({ providers: [DepartmentDirectory], exports: [DepartmentDirectory] })
export class OrganisationModule {}

import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { DepartmentCatalogue } from './departments/department-catalogue.js';
import { DepartmentDirectory } from './departments/department-directory.js';
import { DepartmentRegister } from './departments/department-register.js';
import { OpenWork } from './departments/open-work.js';
import { DepartmentImport } from './import/department-import.js';
import { OrganisationProfile } from './profile/organisation-profile.js';
import { OrganisationProfileController } from './profile/organisation-profile.controller.js';
import { ScopeRegister } from './scopes/scope-register.js';
import { ScopesController } from './scopes/scopes.controller.js';
import { SiteRegister } from './sites/site-register.js';
import { SitesController } from './sites/sites.controller.js';

/** Who answers for what, as other rooms see it. */
@Module({ providers: [DepartmentDirectory], exports: [DepartmentDirectory] })
export class OrganisationModule {}

/** The catalogue and its administration: the HTTP side. */
@Module({})
export class OrganisationHttpModule {
  /** `openWork` tells which departments still own tickets; this room does not know tickets. */
  static forRoot(openWork: Type<OpenWork>): DynamicModule {
    return {
      module: OrganisationHttpModule,
      imports: [OrganisationModule],
      controllers: [OrganisationProfileController, ScopesController, SitesController],
      providers: [
        DepartmentCatalogue,
        DepartmentImport,
        DepartmentRegister,
        OrganisationProfile,
        ScopeRegister,
        SiteRegister,
        { provide: OpenWork, useClass: openWork },
      ],
      exports: [
        DepartmentCatalogue,
        DepartmentImport,
        DepartmentRegister,
        OrganisationModule,
        OrganisationProfile,
        SiteRegister,
      ],
    };
  }
}

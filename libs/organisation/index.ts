export { CODE } from './code.js';
export { DepartmentCatalogue, type DepartmentView } from './departments/department-catalogue.js';
export {
  DepartmentDirectory,
  isOffDuty,
  type DepartmentFacts,
  type LocalisedText,
  type Membership,
  type Standing,
} from './departments/department-directory.js';
export {
  DepartmentRegister,
  type DepartmentChanges,
  type DepartmentData,
} from './departments/department-register.js';
export { OpenWork } from './departments/open-work.js';
export { namingFields } from './field-errors.js';
export { DepartmentImport } from './import/department-import.js';
export { DEPARTMENT_FILE } from './import/department-row.js';
export { LocalisedTextDto } from './localised-text.dto.js';
export { Organisation1763800200000 } from './migrations/1763800200000-organisation.migration.js';
export { organisationRefusals } from './organisation-refusals.js';
export { OrganisationHttpModule, OrganisationModule } from './organisation.module.js';
export { OrganisationProfile } from './profile/organisation-profile.js';
export { ScopeRegister, type LocalisedExamples, type ScopeData } from './scopes/scope-register.js';
export { SiteRegister, type SiteData } from './sites/site-register.js';

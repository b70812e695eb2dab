export {
  DepartmentDirectory,
  type DepartmentFacts,
  type LocalisedText,
  type Membership,
  type Standing,
} from './departments/department-directory.js';
export { Organisation1763800200000 } from './migrations/1763800200000-organisation.migration.js';
export { OrganisationModule } from './organisation.module.js';

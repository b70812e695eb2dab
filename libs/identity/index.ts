export { IdentityModule } from './identity.module.js';
export { Identity1763800100000 } from './migrations/1763800100000-identity.migration.js';
export { isAbsent, PeopleDirectory, type PersonFacts } from './people/people-directory.js';
export { Sessions } from './session/sessions.js';

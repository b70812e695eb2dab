import type { AdminPerson, PersonFacts } from '../../../lib/contract.js';
import { write } from '../../../lib/http.js';

export interface SavedPerson {
  person: AdminPerson;
  /** Shown once, for a new person. */
  initialPassword: string | null;
}

export const registerPerson = (facts: PersonFacts, key: string): Promise<SavedPerson> =>
  write('POST', '/admin/people', facts, { key });

export const changePerson = (
  person: AdminPerson,
  change: Partial<PersonFacts> & { isActive?: boolean },
  key: string,
): Promise<AdminPerson> =>
  write('PATCH', `/admin/people/${person.id}`, change, { key, version: person.version });

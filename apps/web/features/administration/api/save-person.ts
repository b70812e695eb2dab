import type { AdminPerson, PersonFacts } from '../../../lib/contract.js';
import { write } from '../../../lib/http.js';

export type PersonChange = Partial<PersonFacts> & { isActive?: boolean };

export interface SavedPerson {
  person: AdminPerson;
  /** Shown once, for a new person. */
  initialPassword: string | null;
}

export const registerPerson = (facts: PersonFacts, key: string): Promise<SavedPerson> =>
  write('POST', '/admin/people', facts, { key });

export const changePerson = (
  { id, version }: Pick<AdminPerson, 'id' | 'version'>,
  change: PersonChange,
  key: string,
): Promise<AdminPerson> => write('PATCH', `/admin/people/${id}`, change, { key, version });

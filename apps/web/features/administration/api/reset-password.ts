import type { AdminPerson } from '../../../lib/contract.js';
import { write } from '../../../lib/http.js';

export const resetPassword = (
  { id, version }: AdminPerson,
  key: string,
): Promise<{ initialPassword: string | null }> =>
  write('POST', `/admin/people/${id}/password-reset`, undefined, { key, version });

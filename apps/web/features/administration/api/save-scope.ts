import type { Scope, ScopeText } from '../../../lib/contract.js';
import { write } from '../../../lib/http.js';

export const publishScope = (departmentId: string, text: ScopeText, key: string): Promise<Scope> =>
  write('POST', `/admin/departments/${departmentId}/scopes`, text, { key });

export const republishScope = ({ lineageId, version }: Scope, text: ScopeText, key: string): Promise<Scope> =>
  write('PUT', `/admin/scopes/${lineageId}`, text, { key, version });

export const retireScope = ({ lineageId, version }: Scope, key: string): Promise<void> =>
  write('DELETE', `/admin/scopes/${lineageId}`, undefined, { key, version });

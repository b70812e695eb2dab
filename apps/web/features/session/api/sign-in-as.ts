import type { Me } from '../../../lib/contract.js';
import { write } from '../../../lib/http.js';

export const signInAs = (personId: string): Promise<Me> => write('POST', '/demo/session', { personId });

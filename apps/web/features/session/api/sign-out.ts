import { write } from '../../../lib/http.js';

export const signOut = (where: 'here' | 'everywhere'): Promise<void> =>
  write('DELETE', where === 'here' ? '/session' : '/sessions', undefined);

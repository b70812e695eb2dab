import type { Me } from '../../../lib/contract.js';
import { write } from '../../../lib/http.js';

export const changePassword = (body: { currentPassword: string; newPassword: string }): Promise<Me> =>
  write('POST', '/session/password', body);

import type { Me } from '../../../lib/contract.js';
import { write } from '../../../lib/http.js';

export interface Credentials {
  employeeNumber: string;
  password: string;
  sharedSeat: boolean;
}

export const signIn = (credentials: Credentials): Promise<Me> => write('POST', '/session', credentials);

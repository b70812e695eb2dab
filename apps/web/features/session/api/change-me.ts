import type { Me } from '../../../lib/contract.js';
import { write } from '../../../lib/http.js';

export type MyChange = Partial<Pick<Me, 'locale' | 'timeZone' | 'absentFrom' | 'absentUntil'>>;

export const changeMe = (change: MyChange, version: number): Promise<Me> =>
  write('PATCH', '/me', change, { version });

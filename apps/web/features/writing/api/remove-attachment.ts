import { write } from '../../../lib/http.js';

export const removeAttachment = (id: string): Promise<void> =>
  write('DELETE', `/attachments/${id}`, undefined);

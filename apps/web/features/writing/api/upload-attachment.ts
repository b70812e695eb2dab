import type { Attachment } from '../../../lib/contract.js';
import { addressOf, upload } from '../../../lib/http.js';

export const uploadAttachment = (
  file: File,
  key: string,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<Attachment> => upload(addressOf('/attachments'), file, { key, onProgress, signal });

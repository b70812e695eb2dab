import type { ImportReport } from '../../../lib/contract.js';
import { addressOf, upload } from '../../../lib/http.js';

export interface ImportCall {
  kind: ImportReport['kind'];
  file: File;
  dryRun: boolean;
}

export const importFile = ({ kind, file, dryRun }: ImportCall, key: string): Promise<ImportReport> =>
  upload(addressOf('/admin/import', { kind, dryRun }), file, { key });

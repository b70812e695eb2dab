import type { components } from '../../../lib/api-types.js';
import type { Site } from '../../../lib/contract.js';
import { write } from '../../../lib/http.js';

export type SiteFacts = components['schemas']['CreateSiteDto'];

export const createSite = (site: SiteFacts, key: string): Promise<Site> =>
  write('POST', '/admin/sites', site, { key });

export const changeSite = (
  { id, version }: Pick<Site, 'id' | 'version'>,
  change: Partial<SiteFacts>,
  key: string,
): Promise<Site> => write('PATCH', `/admin/sites/${id}`, change, { key, version });

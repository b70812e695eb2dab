import type { components } from '../../../lib/api-types.js';
import type { Site } from '../../../lib/contract.js';
import { write } from '../../../lib/http.js';

export type SiteFacts = components['schemas']['CreateSiteDto'];

export const saveSite = (site: Site | null, facts: SiteFacts, key: string): Promise<Site> =>
  site === null
    ? write('POST', '/admin/sites', facts, { key })
    : write('PATCH', `/admin/sites/${site.id}`, facts, { key, version: site.version });

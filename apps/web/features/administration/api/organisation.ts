import { queryOptions } from '@tanstack/react-query';
import type { Organisation } from '../../../lib/contract.js';
import { read, write } from '../../../lib/http.js';

export const organisationQuery = queryOptions({
  queryKey: ['admin', 'organisation'],
  queryFn: ({ signal }) => read<Organisation>('/admin/organisation', {}, signal),
});

export const changeOrganisation = (
  { version }: Organisation,
  change: Partial<Pick<Organisation, 'name' | 'dutyLeaderId'>>,
  key: string,
): Promise<Organisation> => write('PATCH', '/admin/organisation', change, { key, version });

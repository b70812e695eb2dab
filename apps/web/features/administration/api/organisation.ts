import { queryOptions } from '@tanstack/react-query';
import type { AdminPerson, Organisation, PersonName } from '../../../lib/contract.js';
import { read, write } from '../../../lib/http.js';

export interface LedOrganisation extends Organisation {
  dutyLeader: PersonName | null;
}

/** With the name of its leader, so that there is no moment in which one of the two is a newer one. */
export const organisationQuery = queryOptions({
  queryKey: ['admin', 'organisation'],
  queryFn: async ({ signal }): Promise<LedOrganisation> => {
    const organisation = await read<Organisation>('/admin/organisation', {}, signal);
    const { dutyLeaderId } = organisation;
    if (dutyLeaderId === null) return { ...organisation, dutyLeader: null };
    const { id, name } = await read<AdminPerson>(`/admin/people/${dutyLeaderId}`, {}, signal);
    return { ...organisation, dutyLeader: { id, name } };
  },
});

export const changeOrganisation = (
  { version }: Organisation,
  { name, dutyLeader }: Partial<LedOrganisation>,
  key: string,
): Promise<Organisation> =>
  write(
    'PATCH',
    '/admin/organisation',
    { name, dutyLeaderId: dutyLeader === undefined ? undefined : (dutyLeader?.id ?? null) },
    { key, version },
  );

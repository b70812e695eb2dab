import { queryOptions, useQuery, type QueryClient } from '@tanstack/react-query';
import type { Me, Meta } from './contract.js';
import { read, speaker } from './http.js';
import { Problem } from './problem.js';

/** The signed-in employee, or null. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }): Promise<Me | null> => {
    try {
      return await read<Me>('/session', {}, signal);
    } catch (error) {
      // When somebody was signed in, their session has ended, which is more than an answer.
      if (error instanceof Problem && error.status === 401 && speaker() === undefined) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

/** Reads it again: `useMe` alone does not, so nothing else does. What goes wrong is seen to where all answers are watched. */
export const readMeAgain = (client: QueryClient): Promise<Me | null> =>
  client.fetchQuery({ ...meQuery, staleTime: 0 }).catch(() => null);

export const metaQuery = queryOptions({
  queryKey: ['meta'],
  queryFn: ({ signal }) => read<Meta>('/meta', {}, signal),
  staleTime: Infinity,
});

export function useMe(): Me | null {
  return useQuery({ ...meQuery, enabled: false }).data ?? null;
}

/** For screens behind the sign-in. */
export function useSignedIn(): Me {
  const me = useMe();
  if (!me) throw new Error('This screen needs a signed-in employee');
  return me;
}

export const worksTickets = (me: Me): boolean => me.memberships.length > 0 || me.isCoordinator;

export const leadsTickets = (me: Me): boolean =>
  me.leads.length > 0 || me.isDutyLeader || me.roles.includes('leader');

export const administrates = (me: Me): boolean => me.roles.includes('administrator');

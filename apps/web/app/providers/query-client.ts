import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { forgetPerson } from '../../lib/forget-person.js';
import { speakAs } from '../../lib/http.js';
import { meQuery } from '../../lib/me.js';
import { Problem } from '../../lib/problem.js';

type Doorway = 'sign-in' | 'password';
let toDoorway: (doorway: Doorway) => void = () => undefined;

/** The router exists after the client; it says here how to bring a visitor to a door. */
export function onDoorway(go: (doorway: Doorway) => void): void {
  toDoorway = go;
}

function watch(error: unknown): void {
  if (!(error instanceof Problem)) return;
  if (error.code === 'access.sign-in-required') {
    forgetPerson(client);
    toDoorway('sign-in');
  } else if (error.code === 'access.password-change-required') {
    toDoorway('password');
  }
}

export const client: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: watch }),
  mutationCache: new MutationCache({ onError: watch }),
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: 10_000,
      retry: (count, error) => error instanceof Problem && error.isPassing && count < 2,
    },
  },
});

speakAs(() => client.getQueryData(meQuery.queryKey)?.id);

import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { forgetPerson } from '../../lib/forget-person.js';
import { speakAs, speaker } from '../../lib/http.js';
import { meQuery } from '../../lib/me.js';
import { hearOtherTabs } from '../../lib/other-tabs.js';
import { Problem } from '../../lib/problem.js';
import { clearToasts } from '../../ui/toasts.js';

type Doorway = 'sign-in' | 'password' | 'home';
let toDoorway: (doorway: Doorway) => void = () => undefined;

/** The router exists after the client; it says here how to bring a visitor to a door. */
export function onDoorway(go: (doorway: Doorway) => void): void {
  toDoorway = go;
}

function watch(error: unknown): void {
  if (!(error instanceof Problem)) return;
  if (error.code === 'access.sign-in-required') {
    forgetPerson(client, { isFinal: false });
    toDoorway('sign-in');
  } else if (error.code === 'access.other-person') {
    makeRoom();
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

/** Somebody else, or nobody, is signed in by what happened in another tab: this one goes to them, and keeps nothing. */
function makeRoom(): void {
  if (speaker() === undefined) return;
  forgetPerson(client, { isFinal: true });
  clearToasts();
  toDoorway('home');
}

hearOtherTabs((personId) => {
  if (personId !== speaker()) makeRoom();
});

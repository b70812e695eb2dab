import type { QueryClient } from '@tanstack/react-query';
import { dropAllHeld } from './held-action.js';
import { meQuery } from './me.js';

/** Whoever was signed in in this tab is not any more: nothing of what they have sent goes out after this. */
export function forgetPerson(client: QueryClient): void {
  // First, because whatever waits in a form is sent when the form goes.
  dropAllHeld();
  client.setQueryData(meQuery.queryKey, null);
}

import type { QueryClient } from '@tanstack/react-query';
import { wipeTabDrafts } from './drafts.js';
import { dropAllHeld } from './held-action.js';
import { meQuery } from './me.js';

/**
 * Whoever was signed in in this tab is not any more: nothing of what they have sent goes out after this. What they typed
 * on a shared seat waits for their return only when their session has run out by itself.
 */
export function forgetPerson(client: QueryClient, { isFinal }: { isFinal: boolean }): void {
  // First, because whatever waits in a form is sent when the form goes.
  dropAllHeld();
  if (isFinal) wipeTabDrafts();
  client.setQueryData(meQuery.queryKey, null);
}

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Me } from '../../../lib/contract.js';
import { switchLanguage } from '../../../lib/languages.js';
import { meQuery } from '../../../lib/me.js';

/** Only addresses of this app; anything else would be an open redirect. */
function ownAddress(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])/.test(next) ? next : '/';
}

/** After signing in: the person's language, and back to where they wanted to go. */
export function useEnter(): (me: Me, next: string | undefined, keepLanguage?: boolean) => Promise<void> {
  const client = useQueryClient();
  const router = useRouter();
  return useCallback(
    async (me, next, keepLanguage = false) => {
      client.clear();
      client.setQueryData(meQuery.queryKey, me);
      if (!keepLanguage) await switchLanguage(me.locale);
      if (me.mustChangePassword) await router.navigate({ to: '/password' });
      else router.history.push(ownAddress(next));
    },
    [client, router],
  );
}

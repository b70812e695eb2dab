import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Me } from '../../../lib/contract.js';
import { wipeTabDrafts } from '../../../lib/drafts.js';
import { dropAllHeld } from '../../../lib/held-action.js';
import { switchLanguage } from '../../../lib/languages.js';
import { meQuery } from '../../../lib/me.js';
import { tellOtherTabs } from '../../../lib/other-tabs.js';

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
      dropAllHeld();
      wipeTabDrafts({ except: me });
      client.clear();
      client.setQueryData(meQuery.queryKey, me);
      tellOtherTabs(me.id);
      if (!keepLanguage) await switchLanguage(me.locale);
      if (me.mustChangePassword) await router.navigate({ to: '/password' });
      else router.history.push(ownAddress(next));
    },
    [client, router],
  );
}

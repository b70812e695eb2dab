import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Locale, Me } from '../../../lib/contract.js';
import { meQuery, readMeAgain, useMe } from '../../../lib/me.js';
import { asProblem } from '../../../lib/problem.js';
import { changeMe } from '../api/change-me.js';

/** Keeps a language chosen in the menu with the person, so that mails come in it too. */
export function useChooseLanguage(): (locale: Locale) => void {
  const client = useQueryClient();
  const me = useMe();
  return useCallback(
    (locale) => {
      if (!me || me.locale === locale) return;
      const keep = async ({ version }: Me): Promise<void> => {
        client.setQueryData(meQuery.queryKey, await changeMe({ locale }, version));
      };
      // The screen has switched already; where it cannot be kept, the next sign-in simply starts in the old language.
      keep(me).catch(async (error: unknown) => {
        const newer = await readMeAgain(client);
        if (newer && asProblem(error).isStale) await keep(newer).catch(() => undefined);
      });
    },
    [client, me],
  );
}

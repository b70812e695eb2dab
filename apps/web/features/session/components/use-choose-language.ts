import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Locale } from '../../../lib/contract.js';
import { meQuery, useMe } from '../../../lib/me.js';
import { changeMe } from '../api/change-me.js';

/** Keeps a language chosen in the menu with the person, so that mails come in it too. */
export function useChooseLanguage(): (locale: Locale) => void {
  const client = useQueryClient();
  const me = useMe();
  return useCallback(
    (locale) => {
      if (!me || me.locale === locale) return;
      changeMe({ locale }, me.version).then(
        (changed) => client.setQueryData(meQuery.queryKey, changed),
        // The screen has switched already; the next sign-in simply starts in the old language.
        () => client.invalidateQueries({ queryKey: meQuery.queryKey }),
      );
    },
    [client, me],
  );
}

import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { wipeDrafts } from '../../../lib/drafts.js';
import { meQuery } from '../../../lib/me.js';
import { releaseAllHeld } from '../../../lib/held-action.js';
import { Problem } from '../../../lib/problem.js';
import { sayTrouble } from '../../../ui/toasts.js';
import { useProblemText } from '../../../lib/problem-text.js';
import { anonymity } from '../../anonymity/worker/anonymity.js';
import { signOut } from '../api/sign-out.js';

/** Ends the session and leaves nothing of this person on the device. */
export function useSignOut(): UseMutationResult<void, Error, 'here' | 'everywhere'> {
  const client = useQueryClient();
  const router = useRouter();
  const textOf = useProblemText();
  return useMutation({
    networkMode: 'always',
    mutationFn: async (where: 'here' | 'everywhere') => {
      await releaseAllHeld();
      await anonymity.leave();
      try {
        await signOut(where);
      } catch (error) {
        if (!(error instanceof Problem && error.status === 401)) throw error;
      }
    },
    onSuccess: async () => {
      wipeDrafts();
      client.setQueryData(meQuery.queryKey, null);
      await router.navigate({ to: '/sign-in' });
      client.clear();
    },
    onError: (error) => sayTrouble(error instanceof Problem ? textOf(error) : error.message),
  });
}

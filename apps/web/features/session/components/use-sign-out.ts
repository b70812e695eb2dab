import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { wipeDraftsOf } from '../../../lib/drafts.js';
import { forgetPerson } from '../../../lib/forget-person.js';
import { useInstants } from '../../../lib/instants.js';
import { useMe } from '../../../lib/me.js';
import { tellOtherTabs } from '../../../lib/other-tabs.js';
import { presence } from '../../../lib/presence.js';
import { releaseAllHeld } from '../../../lib/held-action.js';
import { Problem } from '../../../lib/problem.js';
import { clearToasts, sayTrouble } from '../../../ui/toasts.js';
import { useProblemText } from '../../../lib/problem-text.js';
import { anonymity } from '../../anonymity/worker/anonymity.js';
import { signOut } from '../api/sign-out.js';

/**
 * Signing out sends the first message that waits and loses the others, so whoever is there is asked before anything leaves:
 * to stay once the last envelope has been sent is what nobody else does.
 */
function useAgreement(): () => boolean {
  const { t } = useTranslation();
  const words = useInstants();
  return () => {
    const { waiting } = anonymity.getSnapshot();
    const last = waiting.at(-1);
    if (waiting.length < 2 || last === undefined || presence.isUnattended()) return true;
    const moment = words.moment(new Date(last.leavesBy).toISOString());
    return window.confirm(t('session.sign-out-loses', { count: waiting.length - 1, moment }));
  };
}

/** Abandoned: nobody has chosen to leave, and nobody is there. */
type Departure = 'here' | 'everywhere' | 'abandoned';

/** Ends the session and leaves nothing of this person on the device. Resolves with false when somebody chose to stay. */
export function useSignOut(): UseMutationResult<boolean, Error, Departure> {
  const client = useQueryClient();
  const router = useRouter();
  const textOf = useProblemText();
  const { t } = useTranslation();
  const agrees = useAgreement();
  const me = useMe();
  return useMutation({
    networkMode: 'always',
    mutationFn: async (departure) => {
      if (!agrees()) return false;
      const hasAllArrived = await releaseAllHeld();
      if (!hasAllArrived && !presence.isUnattended() && !window.confirm(t('session.sign-out-unsent'))) {
        return false;
      }
      const [leaving] = anonymity.getSnapshot().waiting;
      await anonymity.leave();
      const hasArrived = anonymity
        .getSnapshot()
        .sent.some(({ id, outcome }) => id === leaving?.id && outcome.status !== 'refused');
      try {
        await signOut(departure === 'everywhere' ? departure : 'here');
        tellOtherTabs(null);
      } catch (error) {
        // The session has ended already, or this browser has another person's by now, which is theirs to end.
        const isOver =
          error instanceof Problem && (error.status === 401 || error.code === 'access.other-person');
        // Nobody is there to try again: what is on the screen goes, and the server ends what is abandoned by itself.
        if (!isOver && departure !== 'abandoned') throw error;
      }
      clearToasts();
      // Whose message did not arrive hears of it now or never; nobody else at this seat may.
      if (leaving && !hasArrived && !presence.isUnattended()) sayTrouble(t('session.not-sent'));
      return true;
    },
    onSuccess: async (hasLeft, departure) => {
      if (!hasLeft) return;
      // Whoever has only been away finds their text again at their own desk.
      if (me && departure !== 'abandoned') wipeDraftsOf(me);
      forgetPerson(client, { isFinal: true });
      await router.navigate({ to: '/sign-in' });
      client.clear();
    },
    onError: (error) => sayTrouble(error instanceof Problem ? textOf(error) : error.message),
  });
}

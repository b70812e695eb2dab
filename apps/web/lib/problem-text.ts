import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from './problem.js';

/** A refusal in the reader's language by its code; a code without a text falls back to the server's sentence. */
export function useProblemText(): (problem: Problem) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    (problem) => {
      const key = `problem.${problem.code}`;
      const timed = `${key}-timed`;
      const shown = 'retryAfterSeconds' in problem.members && i18n.exists(timed) ? timed : key;
      return i18n.exists(shown) ? t(shown, problem.members) : problem.title;
    },
    [i18n, t],
  );
}

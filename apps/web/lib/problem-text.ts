import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from './problem.js';

/** A refusal in the reader's language by its code; a code without a text falls back to the server's sentence. */
export function useProblemText(): (problem: Problem) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    (problem) => {
      const key = `problem.${problem.code}`;
      return i18n.exists(key) ? t(key, problem.members) : problem.title;
    },
    [i18n, t],
  );
}

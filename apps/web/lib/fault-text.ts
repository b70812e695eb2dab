import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldProblem } from './problem.js';

type Fault = Pick<FieldProblem, 'rule' | 'message' | 'limit'>;

/** What is wrong with one field, in the reader's language by its rule; a rule without a text is only said to be broken. */
export function useFaultText(): (fault: Fault) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    ({ rule, message, limit }) => {
      const key = `fault.${rule}`;
      // Limits stand in the server's sentence; a text that needs one which is not there would promise nonsense.
      const shown = limit ?? /\d+/.exec(message)?.[0];
      return t(i18n.exists(key) ? key : 'fault.other', { limit: shown ?? '' });
    },
    [i18n, t],
  );
}

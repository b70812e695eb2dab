import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldProblem, Problem } from './problem.js';

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

/** What is wrong with a field of a form that was refused, to be shown beside it; null for one that is well. */
export function useFieldFault(problem: Problem | null): (field: string) => string | null {
  const faultOf = useFaultText();
  return (field) => {
    const fault = problem?.errors.find((error) => error.field === field);
    return fault ? faultOf(fault) : null;
  };
}

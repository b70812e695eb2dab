import { useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../lib/problem.js';
import { useWrite } from '../../../lib/use-write.js';
import { sayDone } from '../../../ui/toasts.js';
import {
  bulletinQuery,
  runBulletinStep,
  runRectificationStep,
  type Bulletin,
  type BulletinCall,
  type Rectification,
  type RectificationCall,
} from '../api/bulletins.js';

/** One step of a leader; afterwards everything about bulletins is read again. */
export function useBulletinStep(
  doneKey: string,
  onDone?: () => void,
): UseMutationResult<Bulletin, Problem, BulletinCall> {
  const { t } = useTranslation();
  const client = useQueryClient();
  return useWrite(runBulletinStep, {
    invalidates: [['bulletins']],
    onDone: (bulletin) => {
      client.setQueryData(bulletinQuery(bulletin.id).queryKey, bulletin);
      sayDone(t(doneKey));
      onDone?.();
    },
  });
}

export function useRectificationStep(
  doneKey: string,
  onDone?: () => void,
): UseMutationResult<Rectification, Problem, RectificationCall> {
  const { t } = useTranslation();
  return useWrite(runRectificationStep, {
    invalidates: [['bulletins']],
    onDone: () => {
      sayDone(t(doneKey));
      onDone?.();
    },
  });
}

import { useMutation, useQueryClient, type QueryKey, type UseMutationResult } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { speaker } from './http.js';
import { newKey } from './intention.js';
import { asProblem, otherPerson, Problem } from './problem.js';

interface WriteSettings<Input, Answer> {
  /** What to read again afterwards, also when somebody else has changed it first. */
  invalidates?: QueryKey[];
  onDone?: (answer: Answer, input: Input) => void | Promise<void>;
  /** It has failed after its screen was left, where nobody sees the error. */
  onUnseenFailure?: (problem: Problem, input: Input) => void;
}

/**
 * One write of a screen. The same input keeps its key until the server has answered for good, so pressing the button
 * again after a lost connection cannot do the thing twice; passing failures are retried by themselves first.
 */
export function useWrite<Input, Answer>(
  send: (input: Input, key: string) => Promise<Answer>,
  { invalidates = [], onDone, onUnseenFailure }: WriteSettings<Input, Answer> = {},
): UseMutationResult<Answer, Problem, Input> {
  const client = useQueryClient();
  const intention = useRef<{ input: string; key: string } | null>(null);
  const readAgain = () => Promise.all(invalidates.map((queryKey) => client.invalidateQueries({ queryKey })));
  const writer = useRef<string | undefined>(undefined);
  const isShown = useRef(false);
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);
  return useMutation<Answer, Problem, Input>({
    networkMode: 'always',
    mutationFn: async (input) => {
      const fingerprint = JSON.stringify(input) ?? '';
      if (intention.current?.input !== fingerprint) {
        intention.current = { input: fingerprint, key: newKey() };
        writer.current = speaker();
      }
      // Tried again by itself after its writer has signed out.
      if (writer.current !== speaker()) throw otherPerson();
      try {
        const answer = await send(input, intention.current.key);
        intention.current = null;
        return answer;
      } catch (error) {
        const problem = asProblem(error);
        if (!problem.isPassing) intention.current = null;
        throw problem;
      }
    },
    retry: (count, problem) => problem.isPassing && count < 3,
    retryDelay: (count) => 800 * 2 ** count,
    onSuccess: async (answer, input) => {
      await onDone?.(answer, input);
      await readAgain();
    },
    onError: (problem, input) => {
      // Not waited for: the refusal is shown at once, and the newer version as it comes.
      if (problem.isStale) void readAgain();
      if (!isShown.current && writer.current === speaker()) onUnseenFailure?.(problem, input);
    },
  });
}

import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from 'react';
import { useHeldAction } from './held-action.js';
import { newKey } from './intention.js';
import { asProblem, type Problem } from './problem.js';

export interface Letter {
  /** What the person sees about it, such as the title. */
  label: string;
  /** Sends it; called again with the same key until it was answered. */
  send: (key: string) => Promise<void>;
  /** The server has refused it, or the writer has taken it back: bring the text back into view. */
  returned: (problem: Problem | null) => void;
}

export type OutboxState =
  | { name: 'empty' }
  | { name: 'held'; label: string; secondsLeft: number }
  | { name: 'sending'; label: string; attempts: number };

interface Outbox {
  state: OutboxState;
  post: (letter: Letter) => void;
  sendNow: () => void;
  takeBack: () => void;
  retry: () => void;
}

const OutboxContext = createContext<Outbox | null>(null);

const RETRY_MILLIS = [1000, 2000, 5000, 10_000, 20_000];

/** Holds one written ticket for ten seconds, then sends it until the server has answered, whatever page is open. */
export function OutboxProvider({ children }: { children: ReactNode }) {
  const [sending, setSending] = useState<{ label: string; attempts: number } | null>(null);
  const again = useRef<(() => void) | null>(null);

  const deliver = useCallback((letter: Letter): Promise<void> => {
    const key = newKey();
    let attempts = 0;
    const attempt = async (): Promise<void> => {
      again.current = null;
      attempts += 1;
      setSending({ label: letter.label, attempts });
      try {
        await letter.send(key);
        setSending(null);
      } catch (error) {
        const problem = asProblem(error);
        if (!problem.isPassing) {
          setSending(null);
          letter.returned(problem);
          return;
        }
        const wait = RETRY_MILLIS[Math.min(attempts, RETRY_MILLIS.length) - 1];
        const timer = setTimeout(() => again.current?.(), wait);
        again.current = () => {
          clearTimeout(timer);
          void attempt();
        };
      }
    };
    return attempt();
  }, []);

  const { held, secondsLeft, hold, sendNow, takeBack } = useHeldAction<Letter>(deliver);

  const value = useMemo<Outbox>(
    () => ({
      state: held
        ? { name: 'held', label: held.label, secondsLeft }
        : sending
          ? { name: 'sending', ...sending }
          : { name: 'empty' },
      post: hold,
      sendNow,
      takeBack: () => {
        takeBack();
        held?.returned(null);
      },
      retry: () => again.current?.(),
    }),
    [held, hold, secondsLeft, sendNow, sending, takeBack],
  );
  return <OutboxContext value={value}>{children}</OutboxContext>;
}

export function useOutbox(): Outbox {
  const outbox = useContext(OutboxContext);
  if (!outbox) throw new Error('useOutbox needs an OutboxProvider');
  return outbox;
}

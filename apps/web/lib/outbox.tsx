import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Submitted } from './contract.js';
import { Delivery } from './delivery.js';
import { notThereYet, useHeldAction } from './held-action.js';
import { newKey } from './intention.js';
import type { Problem } from './problem.js';

export interface Letter {
  /** What the person sees about it, such as the title. */
  label: string;
  /** Sends it; called again with the same key until it was answered. */
  send: (key: string) => Promise<Submitted>;
  arrived: (sent: Submitted) => void;
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

function later(work: () => void, milliseconds: number): () => void {
  const timer = setTimeout(work, milliseconds);
  return () => clearTimeout(timer);
}

/**
 * Holds one written ticket for ten seconds, then sends it until the server has answered, whatever page is open, but only
 * as long as its writer is signed in.
 */
export function OutboxProvider({ children }: { children: ReactNode }) {
  const [sending, setSending] = useState<{ label: string; attempts: number } | null>(null);
  const underWay = useRef<Delivery<Submitted> | null>(null);

  const deliver = useCallback((letter: Letter): Promise<boolean> => {
    const { label, send, arrived, returned } = letter;
    const key = newKey();
    const delivery = new Delivery<Submitted>(
      {
        send: () => send(key),
        arrived,
        returned,
        trying: (attempts) => {
          setSending(attempts === null ? null : { label, attempts });
          if (attempts === null) isThere();
        },
      },
      later,
    );
    const isThere = notThereYet(
      () => delivery.attempt(),
      () => {
        delivery.stop();
        isThere();
        setSending(null);
      },
    );
    underWay.current = delivery;
    return delivery.attempt();
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
      retry: () => void underWay.current?.attempt(),
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

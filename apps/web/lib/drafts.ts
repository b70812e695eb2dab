import { useCallback, useEffect, useRef, useState } from 'react';
import { useMe } from './me.js';
import type { Me } from './contract.js';

const prefix = 'huiyin.draft.';

/** Where drafts are kept. */
export type DraftPlace = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Keeps drafts for as long as whoever made it, and writes nothing of them down. */
export class DraftsInMemory implements DraftPlace {
  private readonly texts = new Map<string, string>();

  getItem(name: string): string | null {
    return this.texts.get(name) ?? null;
  }

  setItem(name: string, text: string): void {
    this.texts.set(name, text);
  }

  removeItem(name: string): void {
    this.texts.delete(name);
  }
}

/** On a shared seat nothing may outlive the tab; the next shift sits at the same browser. */
function storageOf(me: Me): Storage {
  return me.sharedSeat ? sessionStorage : localStorage;
}

function wipe(storage: Storage, isMeant: (name: string) => boolean): void {
  for (const name of Object.keys(storage)) {
    if (name.startsWith(prefix) && isMeant(name)) storage.removeItem(name);
  }
}

const isOf =
  ({ id }: Me) =>
  (name: string): boolean =>
    name.startsWith(`${prefix}${id}.`);

/** Other people's stay: they may come back to theirs at the same desk. */
export function wipeDraftsOf(me: Me): void {
  wipe(localStorage, isOf(me));
}

/** What was typed on a shared seat is in this tab alone. */
export function wipeTabDrafts({ except }: { except?: Me } = {}): void {
  wipe(sessionStorage, (name) => except === undefined || !isOf(except)(name));
}

const nameOf = (me: Me | null | undefined, subject: string): string => `${prefix}${me?.id ?? ''}.${subject}`;

function load<Draft>(storage: DraftPlace | null, name: string, empty: Draft): Draft {
  try {
    const text = storage?.getItem(name);
    return text ? { ...empty, ...(JSON.parse(text) as Partial<Draft>) } : empty;
  } catch {
    return empty;
  }
}

/** Whether something typed earlier is kept. */
export function useHasDraft(place?: DraftPlace): (subject: string) => boolean {
  const me = useMe();
  const storage = place ?? (me ? storageOf(me) : null);
  return (subject) => (storage?.getItem(nameOf(me, subject)) ?? null) !== null;
}

export interface DraftState<Draft> {
  draft: Draft;
  change: (part: Partial<Draft> | ((old: Draft) => Partial<Draft>)) => void;
  /** Forgets the stored text and empties the form. */
  clear: () => void;
  /** Something typed earlier was found on this device. */
  wasRestored: boolean;
}

/**
 * Typed text, kept until it is sent. A full or forbidden storage only costs the keeping.
 * @param place on this device when not given
 */
export function useDraft<Draft extends object>(
  subject: string,
  empty: Draft,
  place?: DraftPlace,
): DraftState<Draft> {
  const me = useMe();
  const storage = place ?? (me ? storageOf(me) : null);
  const name = nameOf(me, subject);
  const blank = useRef(empty);
  const [draft, setDraft] = useState<Draft>(() => load(storage, name, empty));
  const [wasRestored] = useState(() => (storage?.getItem(name) ?? null) !== null);
  const kept = useRef(draft);

  useEffect(() => {
    if (kept.current === draft) return;
    kept.current = draft;
    try {
      if (JSON.stringify(draft) === JSON.stringify(blank.current)) storage?.removeItem(name);
      else storage?.setItem(name, JSON.stringify(draft));
    } catch {
      // The storage is full or switched off: the text still stands in the form.
    }
  }, [draft, name, storage]);

  const change = useCallback<DraftState<Draft>['change']>(
    (part) => setDraft((old) => ({ ...old, ...(typeof part === 'function' ? part(old) : part) })),
    [],
  );
  const clear = useCallback(() => {
    storage?.removeItem(name);
    setDraft(blank.current);
  }, [name, storage]);
  return { draft, change, clear, wasRestored };
}

import { useState } from 'react';
import { changedFields } from './changed-fields.js';
import { useOpened } from './use-opened.js';

interface Editing<Thing> {
  /** As it was when something was first typed: what is sent belongs to its version. */
  thing: Thing;
  /** The same with what was typed. */
  facts: Thing;
  change: Partial<Thing>;
  isChanged: boolean;
  /** Somebody has been faster, and whoever types here has not said yet what is to become of that. */
  isOlder: boolean;
  set: (part: Partial<Thing>) => void;
  keepMine: () => void;
  takeTheirs: () => void;
  onSaved: (saved: Thing) => void;
}

/** A form over something that others change too. It keeps only what was touched: the rest follows a newer version. */
export function useEditing<Thing extends { version: number }>(current: Thing): Editing<Thing> {
  const [typed, setTyped] = useState<Partial<Thing>>({});
  const { thing, isOlder, take } = useOpened(current, Object.keys(typed).length > 0);
  const facts = { ...thing, ...typed };
  const change = changedFields(thing, facts);
  const takeTheirs = (): void => setTyped({});
  return {
    thing,
    facts,
    change,
    isChanged: Object.keys(change).length > 0,
    isOlder,
    set: (part) => setTyped((old) => changedFields(thing, { ...thing, ...old, ...part })),
    keepMine: () => take(current),
    takeTheirs,
    onSaved: (saved) => {
      take(saved);
      takeTheirs();
    },
  };
}

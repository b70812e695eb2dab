import { useState, type ReactNode } from 'react';
import { useOpened } from '../lib/use-opened.js';
import { NewerVersionNote } from './newer-note.js';

export interface Editing<Thing> {
  /** As it was when its form was opened. */
  thing: Thing;
  /** Of the form, which begins anew with another version. */
  key: number;
  /** Beside the button that saves; null while nobody has been faster. */
  note: ReactNode;
  onSaved: (saved: Thing) => void;
}

/** A form that begins with what is there, and stays with it until whoever fills it has chosen between two versions. */
export function useEditing<Thing extends { version: number }>(current: Thing): Editing<Thing> {
  const { thing, isOlder, take } = useOpened(current, true);
  const [key, setKey] = useState(0);
  const takeTheirs = (): void => {
    take(current);
    setKey(key + 1);
  };
  return {
    thing,
    key,
    onSaved: take,
    note: isOlder ? <NewerVersionNote onTheirs={takeTheirs} onMine={() => take(current)} /> : null,
  };
}

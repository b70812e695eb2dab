import { useState } from 'react';

interface Versioned {
  version: number;
}

export interface Opened<Thing> {
  /** What is sent belongs to this version, whatever has been read since. */
  thing: Thing;
  /** Somebody has been faster, and whoever types here has not said yet what is to become of that. */
  isOlder: boolean;
  /** They have seen the newer one. */
  take: (newer: Thing) => void;
}

/**
 * The thing that a form was opened for, as it was then. Lists and pages are read again in the background; a form that
 * followed them would overwrite a change that nobody at it has seen.
 * @param isTouched something has been typed; until then the form follows
 */
export function useOpened<Thing extends Versioned>(current: Thing, isTouched: boolean): Opened<Thing> {
  const [opened, take] = useState(current);
  if (!isTouched && opened.version !== current.version) take(current);
  const thing = isTouched ? opened : current;
  return { thing, isOlder: thing.version < current.version, take };
}

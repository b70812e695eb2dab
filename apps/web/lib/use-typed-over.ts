import { useDraft } from './drafts.js';

interface TypedOver<Words> {
  /** Null while nothing has been typed: then the form shows what is there. */
  words: Words | null;
  /** What is sent belongs to this version. */
  version: number;
  /** Somebody has been faster, and whoever types here has not said yet what is to become of that. */
  isOlder: boolean;
  type: (words: Words) => void;
  /** They have seen the newer version, and what they typed goes on top of it. */
  keepMine: () => void;
  clear: () => void;
}

/** Words over a text that others change too. They are kept on this device until they are sent, with the version under them. */
export function useTypedOver<Words>(subject: string, current: { version: number }): TypedOver<Words> {
  const { draft, change, clear } = useDraft<{ words: Words | null; version: number }>(subject, {
    words: null,
    version: 0,
  });
  const isTyped = draft.words !== null;
  return {
    words: draft.words,
    version: isTyped ? draft.version : current.version,
    isOlder: isTyped && draft.version < current.version,
    type: (words) =>
      change((old) => ({ words, version: old.words === null ? current.version : old.version })),
    keepMine: () => change({ version: current.version }),
    clear,
  };
}

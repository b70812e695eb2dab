import type { UseMutationResult } from '@tanstack/react-query';
import type { Problem } from '../lib/problem.js';
import { NewerNote, NewerVersionNote } from './newer-note.js';
import { ProblemNote } from './problem-note.js';

interface FormNoteProps<Answer, Input> {
  /** What sends the form. */
  write: UseMutationResult<Answer, Problem, Input>;
  /** Somebody has been faster than whoever fills it. */
  isOlder: boolean;
  /** They have seen that, and what they typed goes on top of it. */
  onMine: () => void;
  /** The newer version takes the place of what they typed; left out where it can be seen beside the form. */
  onTheirs?: () => void;
  /** Says in other words that somebody has been faster. */
  what?: string;
  /** When it is not that of `write` alone. */
  problem?: Problem | null;
  /** Field errors that the form shows itself, beside its fields. */
  shownFields?: readonly string[];
}

/** Beside the button of a form: that somebody has been faster, or else what went wrong. */
export function FormNote<Answer, Input>({
  write,
  isOlder,
  onMine,
  onTheirs,
  what,
  problem = write.error,
  shownFields,
}: FormNoteProps<Answer, Input>) {
  if (!isOlder || write.isPending) return <ProblemNote problem={problem} shownFields={shownFields} />;
  const chosen = (act: () => void) => () => {
    write.reset();
    act();
  };
  return onTheirs ? (
    <NewerVersionNote onTheirs={chosen(onTheirs)} onMine={chosen(onMine)} />
  ) : (
    <NewerNote what={what} onSeen={chosen(onMine)} />
  );
}

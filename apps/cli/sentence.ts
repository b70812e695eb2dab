import { EmbeddedDatabaseFailure } from '@huiyin/platform';
import { RealPeopleFound } from '../../config/demo-guard.js';
import { ConfigurationFault } from '../../config/env.js';
import { HomeInUse } from './home-lock.js';

/** A command cannot go on; the message is one sentence that says what to do. */
export class Sentence extends Error {
  override readonly name = 'Sentence';
}

/** What to print for an error: the sentence alone when it has one, otherwise everything, for it is a fault of ours. */
export function describeFailure(error: unknown, home: string): string {
  const speaksForItself = [Sentence, EmbeddedDatabaseFailure, ConfigurationFault, HomeInUse, RealPeopleFound];
  if (speaksForItself.some((kind) => error instanceof kind)) return (error as Error).message;
  switch ((error as NodeJS.ErrnoException | undefined)?.code) {
    case 'ENOSPC':
      return `The disk that holds ${home} is full: free some space and start again.`;
    case 'EROFS':
      return `The folder ${home} is on a read-only file system: set HUIYIN_HOME to a folder that can be written.`;
    case 'EACCES':
    case 'EPERM':
      return `This user has no permission to use ${home}: give it to this user or set HUIYIN_HOME to another folder.`;
    default:
      return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

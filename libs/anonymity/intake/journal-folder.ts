import { lstatSync, mkdirSync, statfsSync } from 'node:fs';

/** The types that Linux names for file systems that live in memory. */
const TMPFS = 0x01021994;
const RAMFS = 0x858458f6;

/** The folder cannot be used; the message says what to set. */
export class JournalFolderFault extends Error {
  override readonly name = 'JournalFolderFault';
}

/**
 * Makes the folder of the journal and looks at what it lies on.
 *
 * @param mustBeMemory refuses what is not certainly in memory
 * @returns bytes that are free there; infinite where nobody counts them
 * @throws JournalFolderFault
 */
export function openJournalFolder(path: string, mustBeMemory: boolean): number {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const folder = lstatSync(path);
  // In a place that everybody may write to, somebody else could have made it first.
  const isForeign = process.getuid !== undefined && folder.uid !== process.getuid();
  if (!folder.isDirectory() || isForeign || (process.getuid !== undefined && (folder.mode & 0o077) !== 0)) {
    throw new JournalFolderFault(
      `Set INTAKE_JOURNAL to another folder: ${path} must belong to this user alone (mode 0700).`,
    );
  }
  const { type, bavail, bsize } = statfsSync(path);
  if (mustBeMemory && !(process.platform === 'linux' && (type === TMPFS || type === RAMFS))) {
    throw new JournalFolderFault(
      `Set INTAKE_JOURNAL to a folder in memory (tmpfs), e.g. below /dev/shm: ${path} lies on a disk, which keeps what is deleted.`,
    );
  }
  return type === RAMFS ? Infinity : bavail * bsize;
}

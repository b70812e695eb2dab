/** The embedded PostgreSQL cannot run; the message is one sentence that says what to do. */
export class EmbeddedDatabaseFailure extends Error {
  override readonly name = 'EmbeddedDatabaseFailure';
}

const INSTEAD = 'or set DATABASE_URL to use a PostgreSQL server of your own';

/** ENOENT and the like. Not by `instanceof Error`: a test's realm has an Error class of its own. */
export function systemErrorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Turns an operating-system error met at `path` into a sentence; other errors come back unchanged. */
export function explainSystemError(error: unknown, path: string): unknown {
  const code = systemErrorCode(error);
  const sentence = code === undefined ? undefined : sentenceForCode(code, path);
  return sentence === undefined ? error : new EmbeddedDatabaseFailure(sentence, { cause: error });
}

/** Turns what initdb or postgres printed before it gave up into a sentence; the text itself is the last resort. */
export function explainServerOutput(output: string, folder: string, port?: number): EmbeddedDatabaseFailure {
  return new EmbeddedDatabaseFailure(sentenceForOutput(output, folder, port));
}

function sentenceForOutput(output: string, folder: string, port: number | undefined): string {
  const system = [
    { pattern: /No space left on device|Disk quota exceeded/, code: 'ENOSPC' },
    { pattern: /Read-only file system/, code: 'EROFS' },
    { pattern: /Permission denied|Operation not permitted/, code: 'EACCES' },
  ].find(({ pattern }) => pattern.test(output));
  const systemSentence = system && sentenceForCode(system.code, folder);
  if (systemSentence !== undefined) return systemSentence;
  if (isPortTaken(output)) {
    return `Port ${port} on 127.0.0.1 is in use by another program: stop that program or choose another port, ${INSTEAD}.`;
  }
  if (/initialized by PostgreSQL version|incompatible with server/.test(output)) {
    return `The data in ${folder} was written by another major version of PostgreSQL: move that folder away to start afresh, ${INSTEAD}.`;
  }
  if (/lock file ".*" already exists|shared memory block .* still in use/.test(output)) {
    return `Another PostgreSQL still uses ${folder}: stop that server and start again.`;
  }
  if (/error while loading shared libraries|Library not loaded/.test(output)) {
    return 'The bundled PostgreSQL is incomplete: delete the folder node_modules and start again.';
  }
  if (/could not (map anonymous|create|resize) shared memory/.test(output)) {
    return `This machine does not give PostgreSQL enough shared memory: free some memory, ${INSTEAD}.`;
  }
  const tail = output.trim().split('\n').slice(-3).join(' ').trim();
  return `The embedded PostgreSQL in ${folder} did not start (${tail || 'it said nothing'}): move that folder away to start afresh, ${INSTEAD}.`;
}

export function isPortTaken(output: string): boolean {
  return /could not bind IPv[46] address|Address already in use/.test(output);
}

/** A killed postmaster's last backends need a moment to notice; until then a new server refuses to start. */
export function isStillLettingGo(output: string): boolean {
  return /shared memory block .* still in use|lock file ".*" already exists/.test(output);
}

function sentenceForCode(code: string, path: string): string | undefined {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return `The disk that holds ${path} is full: free about 200 MB and start again.`;
    case 'EROFS':
      return `The folder ${path} cannot be written (read-only file system): set HUIYIN_HOME to a folder that can, ${INSTEAD}.`;
    case 'EACCES':
    case 'EPERM':
      return `This user has no permission to use ${path}: give it to this user, set HUIYIN_HOME to another folder, ${INSTEAD}.`;
    case 'ENOTDIR':
    case 'EEXIST':
      return `A file stands where the folder ${path} is needed: move it away and start again.`;
    default:
      return undefined;
  }
}

/** A failure that its one sentence explains; anything else is a fault of ours and shows its stack. */
export class Sentence extends Error {}

/** The sentence for a failure, or undefined when there is none. */
export function explain(error, checkout) {
  if (error instanceof Sentence) return error.message;
  return sentenceForText(String(error?.code ?? ''), checkout);
}

/** Finds the usual causes in an error code or in what a tool printed. */
export function sentenceForText(text, checkout) {
  if (/ENOSPC|EDQUOT|no space left/i.test(text)) {
    return `The disk that holds ${checkout} is full: free about 1 GB and start again.`;
  }
  if (/EROFS|read-only file system/i.test(text)) {
    return `The folder ${checkout} is on a read-only file system: clone into a folder that can be written.`;
  }
  if (/EACCES|EPERM|permission denied/i.test(text)) {
    return `This user may not write in ${checkout}: give the folder to this user or clone it again as this user.`;
  }
  if (/ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ERR_SOCKET_TIMEOUT|network/i.test(text)) {
    return 'The npm registry cannot be reached: check the network (or the proxy and registry set in .npmrc) and start again.';
  }
  return undefined;
}

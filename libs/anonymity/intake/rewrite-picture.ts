import { spawn } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

const TIMEOUT_MS = 30_000;
/** A WebP of 2048 by 2048 pixels stays far below it. */
const MAX_BYTES = 8 * 1_048_576;

/** Compiled when this file is compiled, as it stands when this file is not. */
const PROGRAM = fileURLToPath(
  new URL(`./picture-process${extname(new URL(import.meta.url).pathname)}`, import.meta.url),
);

/**
 * The same picture as WebP, written anew: upright, without metadata, without anything hidden behind the pixels, at most
 * 2048 pixels wide or high. Null when it cannot be read: the ticket then comes without it.
 */
export async function rewritePicture(picture: Buffer): Promise<Buffer | null> {
  const program = spawn(process.execPath, [PROGRAM], {
    env: {},
    stdio: ['pipe', 'pipe', 'ignore'],
    timeout: TIMEOUT_MS,
    killSignal: 'SIGKILL',
  });
  const chunks: Buffer[] = [];
  let bytes = 0;
  program.stdout.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) program.kill('SIGKILL');
    else chunks.push(chunk);
  });
  // It may end before it has read everything.
  program.stdin.on('error', () => undefined);
  program.stdin.end(picture);
  const status = await new Promise<number | null>((resolve) => {
    program.once('error', () => resolve(null));
    program.once('close', resolve);
  });
  return status === 0 && bytes > 0 ? Buffer.concat(chunks) : null;
}

import { spawn } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { attachmentRefusals } from './attachment-refusals.js';

const TIMEOUT_MS = 30_000;
const TOO_MANY_PIXELS = 3;

const FORMATS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
};

/** Compiled when this file is compiled, as it stands when this file is not. */
const PROGRAM = fileURLToPath(
  new URL(`./picture-process${extname(new URL(import.meta.url).pathname)}`, import.meta.url),
);

/**
 * The same picture, written anew: turned upright, without metadata (place, camera, thumbnails), without anything
 * hidden behind or between the pixels, and at most 4096 pixels wide or high.
 *
 * @param from path of the picture
 * @param to path that is written
 * @throws Refused when it is damaged, has too many pixels or takes too long
 */
export async function rewriteImage(from: string, to: string, mediaType: string): Promise<void> {
  const status = await new Promise<number | null>((resolve) => {
    // An empty environment: what decodes a stranger's picture is given no secrets.
    const program = spawn(process.execPath, [PROGRAM, from, to, FORMATS[mediaType] ?? ''], {
      env: {},
      stdio: 'ignore',
      timeout: TIMEOUT_MS,
      killSignal: 'SIGKILL',
    });
    program.once('error', () => resolve(null));
    program.once('close', resolve);
  });
  if (status === TOO_MANY_PIXELS) throw attachmentRefusals.refuse('attachment.expands-too-far');
  if (status !== 0) throw attachmentRefusals.refuse('attachment.damaged');
}

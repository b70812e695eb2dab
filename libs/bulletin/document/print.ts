import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bulletinRefusals } from '../bulletin-refusals.js';
import type { PrintOrder } from './document-layout.js';

const TIMEOUT_MS = 30_000;
/** A bulletin of five hundred cases has some two hundred kilobytes. */
const LARGEST_BYTES = 20_000_000;

/** Compiled when this file is compiled, as it stands when this file is not. */
const PROGRAM = fileURLToPath(
  new URL(`./print-process${extname(new URL(import.meta.url).pathname)}`, import.meta.url),
);

/** Two weights of one font with Chinese, Latin and Cyrillic letters. */
function fonts(): PrintOrder['fonts'] {
  const entry = createRequire(import.meta.url).resolve('@embedpdf/fonts-sc');
  const folder = join(dirname(dirname(entry)), 'fonts');
  return { regular: join(folder, 'NotoSansHans-Regular.otf'), bold: join(folder, 'NotoSansHans-Bold.otf') };
}

/**
 * A PDF, made in a process of its own.
 *
 * @throws Refused when it cannot be made, or takes too long
 */
export async function print(order: Omit<PrintOrder, 'fonts'>): Promise<Buffer> {
  const bytes = await new Promise<Buffer | null>((resolve) => {
    const program = spawn(process.execPath, [PROGRAM], {
      env: {},
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: TIMEOUT_MS,
      killSignal: 'SIGKILL',
    });
    const chunks: Buffer[] = [];
    let size = 0;
    program.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > LARGEST_BYTES) program.kill('SIGKILL');
      else chunks.push(chunk);
    });
    // It may have died before it read anything; its end tells.
    program.stdin.on('error', () => undefined);
    program.once('error', () => resolve(null));
    program.once('close', (status) => resolve(status === 0 ? Buffer.concat(chunks) : null));
    program.stdin.end(JSON.stringify({ ...order, fonts: fonts() }));
  });
  if (bytes === null) throw bulletinRefusals.refuse('bulletin.pdf-failed');
  return bytes;
}

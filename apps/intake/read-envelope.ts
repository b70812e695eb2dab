import type { IncomingMessage } from 'node:http';
import { ENVELOPE_BYTES } from '../../libs/anonymity/intake/envelope.js';

/** How long a body may take when nobody waits for its place. */
export const BODY_LIMIT_MS = 15_000;
/**
 * How fast a body must come when somebody does. The slowest line of an office that anybody has (a quarter of a megabit a
 * second) is as fast; a browser that was cut off sends again a minute later.
 */
const LEAST_BYTES_A_SECOND = 32_768;
/** Until the first look at how fast it comes: a connection needs a moment to find its pace. */
const LOOK_MS = 2_000;

/**
 * Reads exactly one envelope's bytes.
 *
 * @param isWanted whether somebody waits for this place
 * @returns false when fewer or more came, or when they came too slowly; the request is then ended
 */
export function readEnvelope(
  request: IncomingMessage,
  envelope: Buffer,
  isWanted: () => boolean,
): Promise<boolean> {
  return new Promise((resolve) => {
    const began = performance.now();
    let length = 0;
    const end = (isWhole: boolean): void => {
      clearInterval(looks);
      request.off('data', take).off('end', finish).off('close', finish);
      resolve(isWhole);
    };
    const finish = (): void => end(length === ENVELOPE_BYTES);
    const take = (chunk: Buffer): void => {
      if (length + chunk.length > ENVELOPE_BYTES) {
        request.pause();
        return end(false);
      }
      chunk.copy(envelope, length);
      length += chunk.length;
    };
    const looks = setInterval(() => {
      const took = performance.now() - began;
      const isSlow = length < (took / 1_000) * LEAST_BYTES_A_SECOND;
      if (took < BODY_LIMIT_MS && !(isSlow && isWanted())) return;
      request.destroy();
      end(false);
    }, LOOK_MS);
    // What breaks off says so by `close` too.
    request.on('error', () => undefined);
    request.on('data', take).once('end', finish).once('close', finish);
    if (request.destroyed) finish();
  });
}

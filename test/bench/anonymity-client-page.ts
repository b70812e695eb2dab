import { deriveAuthor, newReceipt } from '../../apps/web/features/anonymity/protocol/author.js';
import {
  blind,
  finalize,
  importBlindingKey,
  prepare,
} from '../../apps/web/features/anonymity/protocol/blind-signature.js';
import { fromBase64Url, type Bytes } from '../../apps/web/features/anonymity/protocol/bytes.js';
import { sealEnvelope } from '../../apps/web/features/anonymity/protocol/envelope.js';
import { readReceipt, writeReceipt } from '../../apps/web/features/anonymity/protocol/receipt-words.js';

/* Runs in a browser; `anonymity-client.ts` bundles it and asks. */

const bytes = (text: string): Bytes => fromBase64Url(text) ?? new Uint8Array();

async function median(times: number, work: () => Promise<unknown>): Promise<number> {
  const taken: number[] = [];
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    await work();
    taken.push(performance.now() - start);
  }
  return taken.sort((one, other) => one - other)[Math.floor(times / 2)] ?? NaN;
}

/** Milliseconds of each step, medians. */
async function measureClient(spki: string, envelopeKey: string): Promise<Record<string, number>> {
  const key = await importBlindingKey(bytes(spki));
  const message = prepare(crypto.getRandomValues(new Uint8Array(60)));
  const blinded = await blind(key, message);
  const content = crypto.getRandomValues(new Uint8Array(60_000));
  // A blind signature that does not verify costs the same.
  const answer = Uint8Array.from(blinded.message);
  const slip = writeReceipt(newReceipt(), 'chinese').toSpliced(3, 1, '的').join('');
  return {
    blind: await median(30, () => blind(key, message)),
    unblind: await median(30, () => finalize(key, message, blinded, answer)),
    'keys of a receipt': await median(30, () => deriveAuthor(newReceipt())),
    'seal an envelope': await median(20, () => sealEnvelope(bytes(envelopeKey), content)),
    'seal an empty envelope': await median(20, () => sealEnvelope(bytes(envelopeKey), null)),
    'suggestions after a slip': await median(5, async () => readReceipt(slip)),
  };
}

Object.assign(globalThis, { measureClient });

import { createPrivateKey, createPublicKey, randomUUID } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Acceptance } from '../../libs/anonymity/intake/acceptance.js';
import { ENVELOPE_BYTES, EnvelopeKey, sealResponse } from '../../libs/anonymity/intake/envelope.js';
import { KnownAuthors } from '../../libs/anonymity/intake/known-authors.js';
import { Pool } from '../../libs/anonymity/intake/pool.js';
import { TokenVerifier } from '../../libs/anonymity/token/token-verifier.js';
import { SystemClock } from '../../libs/platform/clock/clock.js';

/*
 * What the intake does between the last byte of an envelope and the first of its response, in a process that has loaded
 * as little as the intake has: what it costs to collect the garbage of an envelope depends on what else lies there.
 */

/** As many as the intake opens at a time. */
const AT_ONCE = 4;

/** Keys in PKCS #8, base64. */
export interface IntakeTask {
  readonly folder: string;
  readonly issuerKey: string;
  readonly envelopeKey: string;
  readonly promiseKey: string;
  readonly week: string;
  readonly departmentId: string;
  readonly rounds: number;
  /** A file of envelopes, and what becomes of each. */
  readonly files: readonly { readonly name: string; readonly expected: string }[];
}

export interface IntakeFigures {
  readonly name: string;
  /** Of each round: envelopes a second, and milliseconds of processor time of all threads for each. */
  readonly perSecond: number[];
  readonly cpuMs: number[];
}

const task = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as IntakeTask;
const keyOf = (text: string) =>
  createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' });
const clock = new SystemClock();
const key = new EnvelopeKey(keyOf(task.envelopeKey));
const promiseKey = keyOf(task.promiseKey);
const spki = createPublicKey(keyOf(task.issuerKey)).export({ format: 'der', type: 'spki' });
const departments = { isActive: (id: string) => id === task.departmentId, mayBeNamed: () => false };

async function round(envelopes: readonly Buffer[], expected: string): Promise<[number, number]> {
  const path = join(task.folder, randomUUID());
  const { pool } = Pool.open(path, 16 * 1_048_576);
  const verifiers = new Map([[task.week, new TokenVerifier(task.week, spki)]]);
  const acceptance = new Acceptance({
    pool,
    authors: new KnownAuthors(),
    plan: { kind: 'daily', minute: 150 },
    promiseKey: () => promiseKey,
    told: () => ({ departments, verifiers }),
    now: () => clock.now(),
  });
  const waiting = [...envelopes];
  const start = performance.now();
  const before = process.cpuUsage();
  const work = async (): Promise<void> => {
    for (let envelope = waiting.pop(); envelope; envelope = waiting.pop()) {
      const opened = key.open(envelope);
      if (!opened) throw new Error('An envelope did not open.');
      const verdict = await acceptance.decide(opened.content);
      if (verdict.status !== expected) throw new Error(`Not ${expected}: ${JSON.stringify(verdict)}`);
      sealResponse(opened.responseKey, verdict);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - start) / 1_000;
  pool.close();
  for (const file of [`${path}.1`, `${path}.2`]) rmSync(file);
  return [envelopes.length / seconds, (user + system) / 1_000 / envelopes.length];
}

const figures: IntakeFigures[] = [];
for (const { name, expected } of task.files) {
  const bytes = readFileSync(join(task.folder, name));
  const envelopes = Array.from({ length: bytes.length / ENVELOPE_BYTES }, (_, index) =>
    bytes.subarray(index * ENVELOPE_BYTES, (index + 1) * ENVELOPE_BYTES),
  );
  const measured: IntakeFigures = { name, perSecond: [], cpuMs: [] };
  await round(envelopes, expected);
  for (let n = 0; n < task.rounds; n++) {
    const [perSecond, cpuMs] = await round(envelopes, expected);
    measured.perSecond.push(perSecond);
    measured.cpuMs.push(cpuMs);
  }
  figures.push(measured);
}
console.log(JSON.stringify(figures));

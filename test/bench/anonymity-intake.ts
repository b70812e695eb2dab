import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Table from 'cli-table3';
import { isoWeekOf } from '@huiyin/anonymity';
import { SystemClock } from '@huiyin/platform';
import { Envelopes, type EnvelopeKind } from './intake-envelopes.js';
import type { IntakeFigures, IntakeTask } from './intake-process.js';
import { median } from './load.js';

const ROUNDS = 7;
const KINDS: readonly { kind: EnvelopeKind; count: number; expected: string; title: string }[] = [
  { kind: 'ticket', count: 600, expected: 'accepted', title: 'accept: ticket, promise, journal' },
  { kind: 'forged', count: 300, expected: 'refused', title: 'refuse: forged token' },
  { kind: 'empty', count: 300, expected: 'empty', title: 'empty envelope' },
];

/** In memory where there is such a place, as the journal is. */
export function memoryFolder(): string {
  return mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'huiyin-bench-'));
}

/**
 * What the intake can take, without the network. Machines are busy: what two quiet cores would do follows from the
 * processor time of one envelope.
 */
export async function benchIntake(): Promise<void> {
  const folder = memoryFolder();
  try {
    const figures = await measure(folder);
    const table = new Table({
      head: ['intake, without the network', 'per second', 'CPU ms each', 'two cores would do'],
      colAligns: ['left', 'right', 'right', 'right'],
      style: { head: [], border: [] },
    });
    for (const { kind, title } of KINDS) {
      const { perSecond, cpuMs } = figures.find(({ name }) => name === kind) ?? { perSecond: [], cpuMs: [] };
      const each = median(cpuMs);
      table.push([title, median(perSecond).toFixed(0), each.toFixed(3), (2_000 / each).toFixed(0)]);
    }
    console.log(table.toString());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(folder: string): Promise<IntakeFigures[]> {
  const issuerKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const envelopeKeys = generateKeyPairSync('x25519');
  const week = isoWeekOf(new SystemClock().now());
  const departmentId = randomUUID();
  const { x } = envelopeKeys.publicKey.export({ format: 'jwk' });
  const envelopeKey = Buffer.from(x ?? '', 'base64url');
  const envelopes = new Envelopes({ issuerKey, week, envelopeKey, departmentId });
  for (const { kind, count } of KINDS) await envelopes.write(join(folder, kind), kind, count);
  const task: IntakeTask = {
    ...{ folder, week, departmentId, rounds: ROUNDS },
    issuerKey: base64Of(issuerKey),
    envelopeKey: base64Of(envelopeKeys.privateKey),
    promiseKey: base64Of(generateKeyPairSync('ed25519').privateKey),
    files: KINDS.map(({ kind, expected }) => ({ name: kind, expected })),
  };
  writeFileSync(join(folder, 'task'), JSON.stringify(task));
  const script = fileURLToPath(new URL('./intake-process.js', import.meta.url));
  const output = execFileSync(process.execPath, [script, join(folder, 'task')], { encoding: 'utf8' });
  return JSON.parse(output) as IntakeFigures[];
}

function base64Of(key: KeyObject): string {
  return key.export({ format: 'der', type: 'pkcs8' }).toString('base64');
}

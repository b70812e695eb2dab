import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Table from 'cli-table3';
import { isoWeekOf } from '@huiyin/anonymity';
import { SystemClock } from '@huiyin/platform';
import { INTAKE_MEMORY } from '../../config/node-memory.js';
import { Envelopes, type EnvelopeKind } from './intake-envelopes.js';
import type { IntakeFigures, IntakeTask } from './intake-process.js';
import { median } from './load.js';

const ROUNDS = 7;
const KINDS: readonly { kind: EnvelopeKind; count: number; expected: string }[] = [
  { kind: 'ticket', count: 600, expected: 'accepted' },
  { kind: 'forged', count: 300, expected: 'refused' },
  { kind: 'empty', count: 300, expected: 'empty' },
];
/** How many tickets a second must be taken, on two cores. */
const LEAST_TICKETS = 2_500;
const TITLES: Readonly<Record<string, string>> = {
  floor: 'floor: the cryptography of a ticket alone',
  ticket: 'accept: ticket, promise, journal',
  forged: 'refuse: forged token',
  empty: 'empty envelope',
};

/** In memory where there is such a place, as the journal is. */
export function memoryFolder(): string {
  return mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'huiyin-bench-'));
}

/**
 * What one intake takes, without the network. Machines are busy: the floor of the same run says how fast this one is
 * now.
 */
export async function benchIntake(): Promise<void> {
  const folder = memoryFolder();
  try {
    const figures = await measure(folder);
    const table = new Table({
      head: ['intake, without the network', 'per second', 'least', 'of the floor', 'CPU ms each'],
      colAligns: ['left', 'right', 'right', 'right', 'right'],
      style: { head: [], border: [] },
    });
    const floor = median(figures.find(({ name }) => name === 'floor')?.perSecond ?? []);
    for (const { name, perSecond, cpuMs } of figures) {
      const rate = median(perSecond);
      const least = name === 'ticket' ? LEAST_TICKETS : '';
      table.push([TITLES[name], rate.toFixed(0), least, (rate / floor).toFixed(2), median(cpuMs).toFixed(3)]);
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
  const output = execFileSync(process.execPath, [...INTAKE_MEMORY, script, join(folder, 'task')], {
    encoding: 'utf8',
  });
  return JSON.parse(output) as IntakeFigures[];
}

function base64Of(key: KeyObject): string {
  return key.export({ format: 'der', type: 'pkcs8' }).toString('base64');
}

import {
  constants,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  diffieHellman,
  generateKeyPairSync,
  randomBytes,
  randomUUID,
  sign,
  verify,
} from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
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
const keyOfEnvelopes = keyOf(task.envelopeKey);
const key = new EnvelopeKey(keyOfEnvelopes);
const promiseKey = keyOf(task.promiseKey);
const spki = createPublicKey(keyOf(task.issuerKey)).export({ format: 'der', type: 'spki' });
const departments = { isActive: (id: string) => id === task.departmentId, mayBeNamed: () => false };

interface Round {
  readonly perSecond: number;
  readonly cpuMs: number;
}

/** Does something with each of the envelopes, as many at a time as the intake. */
async function timed(
  envelopes: readonly Buffer[],
  work: (envelope: Buffer) => Promise<void>,
): Promise<Round> {
  const waiting = [...envelopes];
  const start = performance.now();
  const before = process.cpuUsage();
  const workThrough = async (): Promise<void> => {
    for (let envelope = waiting.pop(); envelope; envelope = waiting.pop()) await work(envelope);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, workThrough));
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - start) / 1_000;
  return { perSecond: envelopes.length / seconds, cpuMs: (user + system) / 1_000 / envelopes.length };
}

async function round(envelopes: readonly Buffer[], expected: string): Promise<Round> {
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
  const measured = await timed(envelopes, async (envelope) => {
    const opened = key.open(envelope);
    if (!opened) throw new Error('An envelope did not open.');
    const verdict = await acceptance.decide(opened.content);
    if (verdict.status !== expected) throw new Error(`Not ${expected}: ${JSON.stringify(verdict)}`);
    sealResponse(opened.responseKey, verdict);
  });
  pool.close();
  for (const file of [`${path}.1`, `${path}.2`]) rmSync(file);
  return measured;
}

/**
 * What no intake can do without for a ticket, with keys and signatures that lie ready: a key agreement, the cipher over
 * the envelope, the token's and the author's signature, and the promise.
 */
function floor(): (envelope: Buffer) => Promise<void> {
  const message = randomBytes(300);
  const sender = generateKeyPairSync('x25519').publicKey;
  const author = generateKeyPairSync('ed25519');
  const issuer = keyOf(task.issuerKey);
  const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 };
  const token = sign('sha384', message, { key: issuer, ...padding });
  const tokenKey = { key: createPublicKey(issuer), ...padding };
  const signature = sign(null, message, author.privateKey);
  const cipherKey = createSecretKey(randomBytes(32));
  const nonce = randomBytes(12);
  const check = promisify(verify) as (...given: readonly unknown[]) => Promise<boolean>;
  return async (envelope) => {
    diffieHellman({ privateKey: keyOfEnvelopes, publicKey: sender });
    createDecipheriv('aes-256-gcm', cipherKey, nonce).update(envelope);
    const isRight = verify('sha384', message, tokenKey, token);
    if (!isRight || !(await check(null, message, author.publicKey, signature))) throw new Error('Not right.');
    sign(null, message, promiseKey);
  };
}

function envelopesIn(file: string): Buffer[] {
  const bytes = readFileSync(join(task.folder, file));
  return Array.from({ length: bytes.length / ENVELOPE_BYTES }, (_, index) =>
    bytes.subarray(index * ENVELOPE_BYTES, (index + 1) * ENVELOPE_BYTES),
  );
}

const figuresOf = (name: string): IntakeFigures => ({ name, perSecond: [], cpuMs: [] });

function keep({ perSecond, cpuMs }: IntakeFigures, round: Round): void {
  perSecond.push(round.perSecond);
  cpuMs.push(round.cpuMs);
}

const onFloor = floor();
/** The floor goes along with every kind, so that a machine that changes its pace changes both. */
const floorFigures = figuresOf('floor');
const figures = [floorFigures];
for (const { name, expected } of task.files) {
  const envelopes = envelopesIn(name);
  const own = figuresOf(name);
  await round(envelopes, expected);
  await timed(envelopes, onFloor);
  for (let n = 0; n < task.rounds; n++) {
    keep(own, await round(envelopes, expected));
    keep(floorFigures, await timed(envelopes, onFloor));
  }
  figures.push(own);
}
console.log(JSON.stringify(figures));

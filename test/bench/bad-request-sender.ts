import { request } from 'node:http';
import { gzipSync } from 'node:zlib';

/* Sends the api what nobody sends in good faith, at a steady rate; a process of its own, told as JSON. */

export interface BadRequestTask {
  readonly apiUrl: string;
  readonly perSecond: number;
  readonly seconds: number;
}

const task = JSON.parse(process.argv[2] ?? '') as BadRequestTask;

const DEPTH = 30_000;
const deep = Buffer.from(`{"week":${'['.repeat(DEPTH)}${']'.repeat(DEPTH)},"blinded":""}`);
/** A kilobyte in a thousand. */
const bomb = gzipSync(Buffer.alloc(100_000_000));
const answered = new Map<number, number>();

function send(body: Buffer, headers: Record<string, string>): Promise<void> {
  return new Promise((resolve) => {
    const sent = request(
      `${task.apiUrl}/api/v1/anonymity/tokens`,
      { method: 'POST', headers: { 'content-type': 'application/json', ...headers } },
      (response) => {
        const status = response.statusCode ?? 0;
        answered.set(status, (answered.get(status) ?? 0) + 1);
        response.resume().on('end', resolve).on('error', resolve);
      },
    );
    // Whoever closes the door on it does right.
    sent.on('error', () => resolve());
    sent.end(body);
  });
}

const pauseMs = 1_000 / task.perSecond;
const start = performance.now();
const under: Promise<void>[] = [];
for (let n = 0; n < task.perSecond * task.seconds; n++) {
  const wait = start + n * pauseMs - performance.now();
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  under.push(n % 2 === 0 ? send(deep, {}) : send(bomb, { 'content-encoding': 'gzip' }));
}
await Promise.all(under);
console.log(JSON.stringify(Object.fromEntries(answered)));

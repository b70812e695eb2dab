import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { ENVELOPE_BYTES } from '../../libs/anonymity/intake/envelope.js';

/* Posts envelopes, each over a connection of its own; a process of its own, told as JSON. */

export interface SenderTask {
  readonly port: number;
  /** Files of envelopes, one behind the other. */
  readonly files: readonly string[];
  readonly connections: number;
  /** Sends all of them once, or again and again for so long. */
  readonly seconds: number | null;
  /** Tries so many a second, as far as there are connections; otherwise as many as are taken. */
  readonly perSecond?: number;
  /** Calls them compressed, which they are not, and which nobody may unpack. */
  readonly isCalledGzip?: boolean;
}

export interface SenderFigures {
  readonly answered: number;
  /** Closed without an answer. */
  readonly failed: number;
  readonly seconds: number;
}

const task = JSON.parse(process.argv[2] ?? '') as SenderTask;

const envelopes = task.files.flatMap((file) => {
  const bytes = readFileSync(file);
  return Array.from({ length: bytes.length / ENVELOPE_BYTES }, (_, index) =>
    bytes.subarray(index * ENVELOPE_BYTES, (index + 1) * ENVELOPE_BYTES),
  );
});
const head = Buffer.from(
  [
    'POST / HTTP/1.1',
    'Host: intake',
    'Content-Type: application/octet-stream',
    `Content-Length: ${ENVELOPE_BYTES}`,
    ...(task.isCalledGzip === true ? ['Content-Encoding: gzip'] : []),
    '\r\n',
  ].join('\r\n'),
);
const pauseMs = task.perSecond === undefined ? 0 : 1_000 / task.perSecond;
let next = 0;
let answered = 0;
let failed = 0;

function send(envelope: Buffer): Promise<void> {
  return new Promise((resolve) => {
    let received = 0;
    const socket = connect(task.port, '127.0.0.1');
    socket.on('data', (chunk) => (received += chunk.length));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (received > 1_024) answered++;
      else failed++;
      resolve();
    });
    socket.write(head);
    socket.write(envelope);
  });
}

const start = performance.now();
const end = task.seconds === null ? null : start + task.seconds * 1_000;
await Promise.all(
  Array.from({ length: task.connections }, async () => {
    for (;;) {
      if (end === null ? next >= envelopes.length : performance.now() >= end) return;
      const wait = start + next * pauseMs - performance.now();
      const envelope = envelopes[next++ % envelopes.length];
      if (wait > 0) await delay(wait);
      if (envelope) await send(envelope);
    }
  }),
);
const figures: SenderFigures = { answered, failed, seconds: (performance.now() - start) / 1_000 };
console.log(JSON.stringify(figures));

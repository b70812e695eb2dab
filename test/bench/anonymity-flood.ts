import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Table from 'cli-table3';
import { envelopesFor, sendEnvelopes } from './anonymity-http.js';
import { memoryFolder } from './anonymity-intake.js';
import type { BadRequestTask } from './bad-request-sender.js';
import type { SenderFigures } from './envelope-sender.js';
import { httpCaller, percentile, type Shot } from './load.js';
import { runSender } from './sender.js';
import { Stage } from './stage.js';

const ROUNDS = 8;
const SECONDS = 6;
/** People who do something at the same time, each so often: more than 3,000 agents do. */
const PEOPLE = 12;
const PAUSE_MS = 150;
/** 5,000 a second, over more connections than the intake lets in. */
const SENDERS = [
  { file: 'forged', connections: 800, perSecond: 4_000 },
  { file: 'deep', connections: 200, perSecond: 500 },
  { file: 'forged', connections: 200, perSecond: 500, isCalledGzip: true },
];
const BAD_REQUESTS_A_SECOND = 100;
/** What a named user's p95 may become. */
const LIMIT = 2;

const PAGES = ['/api/v1/board', '/api/v1/tickets?box=mine', '/api/v1/tickets/counts', '/api/v1/session'];

/** How long each request took people who read as they do, in milliseconds. */
async function people(call: (person: number) => Promise<void>): Promise<number[]> {
  const took: number[] = [];
  const end = performance.now() + SECONDS * 1_000;
  await Promise.all(
    Array.from({ length: PEOPLE }, async (_, person) => {
      await delay((person * PAUSE_MS) / PEOPLE);
      while (performance.now() < end) {
        const start = performance.now();
        await call(person);
        took.push(performance.now() - start);
        await delay(PAUSE_MS);
      }
    }),
  );
  return took;
}

function p95(took: readonly number[]): number {
  return percentile(
    [...took].sort((a, b) => a - b),
    0.95,
  );
}

/**
 * Named users while the intake is flooded with forged tokens, contents of 30,000 brackets within each other and what calls
 * itself compressed, and the api with deep JSON and gzip bombs; quiet and flooded in turns, because machines are noisy.
 */
export async function benchFlood(): Promise<void> {
  await using stage = await Stage.set();
  const { baseUrl } = await stage.startHuiyin();
  const folder = memoryFolder();
  try {
    const intake = await stage.startIntake(join(folder, 'journal'));
    const envelopes = await envelopesFor(stage, baseUrl);
    await envelopes.write(join(folder, 'forged'), 'forged', 200);
    await envelopes.write(join(folder, 'deep'), 'deep', 50);
    const cookies = await stage.signIn(baseUrl, PEOPLE);
    let turn = 0;
    const shot = (person: number): Shot => ({
      method: 'GET',
      path: PAGES[turn++ % PAGES.length] ?? '',
      headers: { cookie: cookies[person] ?? '' },
    });
    const call = httpCaller(baseUrl, PEOPLE, 200, shot);
    const flood = async (): Promise<SenderFigures[]> => {
      const bad: BadRequestTask = { apiUrl: baseUrl, perSecond: BAD_REQUESTS_A_SECOND, seconds: SECONDS };
      const [, ...figures] = await Promise.all([
        sendBadRequests(bad),
        ...SENDERS.map(({ file, ...more }) =>
          sendEnvelopes({ port: intake.port, files: [join(folder, file)], seconds: SECONDS, ...more }, true),
        ),
      ]);
      return figures;
    };
    await people(call);
    const quiet: number[] = [];
    const flooded: number[] = [];
    const table = new Table({
      head: [
        'named users on the api',
        'requests',
        'quiet p95 ms',
        'flooded p95 ms',
        'taken by the intake',
        'turned away',
      ],
      colAligns: ['left', 'right', 'right', 'right', 'right', 'right'],
      style: { head: [], border: [] },
    });
    for (let round = 1; round <= ROUNDS; round++) {
      const before = await people(call);
      const [during, figures] = await Promise.all([people(call), flood()]);
      quiet.push(...before);
      flooded.push(...during);
      const sum = (of: 'answered' | 'failed'): number => figures.reduce((all, one) => all + one[of], 0);
      table.push([
        `round ${round}`,
        before.length + during.length,
        p95(before).toFixed(1),
        p95(during).toFixed(1),
        `${(sum('answered') / SECONDS).toFixed(0)}/s`,
        `${(sum('failed') / SECONDS).toFixed(0)}/s`,
      ]);
    }
    console.log(table.toString());
    const ratio = p95(flooded) / p95(quiet);
    console.log(
      `Flooded, the p95 of named users is ${ratio.toFixed(2)} times its quiet value (limit ${LIMIT}).`,
    );
    if (ratio >= LIMIT) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function sendBadRequests(task: BadRequestTask): Promise<void> {
  const answered = (await runSender('./bad-request-sender.js', task, true)) as Record<string, number>;
  const wrong = Object.keys(answered).filter((status) => !/^4\d\d$/.test(status));
  if (wrong.length > 0) throw new Error(`Bad requests were answered ${wrong.join(', ')}.`);
}

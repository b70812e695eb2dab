import { setTimeout as delay } from 'node:timers/promises';
import { Cast } from '../../apps/cli/replay/cast.js';
import { ACTS, planReplay } from '../../apps/cli/replay/replay-plan.js';
import { SeededChoice } from '../../apps/cli/replay/seeded-choice.js';
import { TicketStory } from '../../apps/cli/replay/ticket-story.js';
import { makeHome, removeHome } from '../support/throwaway-home.js';
import { install, type Installation } from './installation.js';
import { Leadership } from './leadership.js';
import { LIES, tellLies } from './lies.js';
import { opinion } from './opinions.js';
import { settle } from './settlement.js';
import type { Victim } from './program-victim.js';
import type { Finding } from './verification/finding.js';
import { readRecords, type Records } from './verification/records.js';
import { verifyBulletins } from './verification/verify-bulletins.js';
import { messageIdOf, verifyMails } from './verification/verify-mails.js';
import { verifyTickets } from './verification/verify-tickets.js';
import { verifyWrites } from './verification/verify-writes.js';
import { Witness } from './witness.js';

export interface FaultRunOptions {
  readonly kills: number;
  readonly seed: string;
  /** Leaves database and logs behind for whoever wants to look. */
  readonly keepsData: boolean;
  /** Compiled programs. */
  readonly programFolder: string;
  readonly stop: AbortSignal;
  readonly log: (line: string) => void;
}

export interface FaultReport {
  readonly figures: readonly (readonly [name: string, value: string | number])[];
  readonly findings: readonly Finding[];
  /** Checks that did not notice the lie that was made up for them. */
  readonly blindChecks: readonly string[];
}

interface Killed {
  readonly counts: ReadonlyMap<string, number>;
  readonly cutReplies: number;
  /** Kills after which nothing went on. */
  readonly stuck: readonly string[];
}

const CLIENTS = 6;
/** A client goes through its tickets act by act, so that there is time for mails between two acts. */
const TICKETS_AT_ONCE = 5;
const PATIENCE_MS = 180_000;
/** Longer than any recovery should take on a slow machine. */
const PROGRESS_LIMIT_MS = 60_000;
const SETTLE_LIMIT_MS = 15 * 60_000;

/**
 * Kills parts of a working installation at random moments and then looks whether it has kept its promises. In the end
 * it lies to every check, so that a run in which nothing was found cannot come from checks that find nothing.
 */
export async function faultRun(options: FaultRunOptions): Promise<FaultReport> {
  const home = await makeHome();
  await using cleanup = new AsyncDisposableStack();
  cleanup.defer(async () => {
    if (options.keepsData) options.log(`Data and logs are kept in ${home}`);
    else await removeHome(home);
  });
  const installation = await install(home, options.programFolder, cleanup);
  const { database, programs, mailServer } = installation;
  const cast = await Cast.meet(installation.url, PATIENCE_MS);
  const witness = new Witness();

  options.log(`Killing ${options.kills} times`);
  const startedAtMs = performance.now();
  const clients = startClients(cast, witness, options.seed);
  const killed = await killAtRandom([database, ...programs], installation, witness, options);
  await clients.finish();
  const killedAtMs = performance.now();
  options.log('Waiting until everything has settled');
  const isSettled = await settle(database.url, cast.administrator, SETTLE_LIMIT_MS);
  const settledAtMs = performance.now();

  const judge = (records: Records): Finding[] => [
    { check: 'no write is refused', examined: witness.writes.length, violations: witness.failures },
    ...verifyWrites(records, witness.writes, witness.bulletinWrites),
    ...verifyTickets(records),
    ...verifyMails(records, mailServer.mails),
    ...verifyBulletins(records, witness.bulletinWrites),
  ];
  const records = await readRecords(database.url);
  const findings = [
    {
      check: 'the system comes back after every kill and settles in the end',
      examined: options.kills,
      violations: [...killed.stuck, ...(isSettled ? [] : ['mails still wait'])],
    },
    ...judge(records),
  ];
  const figures = [
    ...figuresOf(installation, records, killed),
    ['acknowledged writes', witness.writes.length + witness.bulletinWrites.length] as const,
    ['seconds of killing', ((killedAtMs - startedAtMs) / 1000).toFixed(0)] as const,
    ['seconds to settle', ((settledAtMs - killedAtMs) / 1000).toFixed(0)] as const,
  ];
  await tellLies(database.url, witness, mailServer, cast);
  const afterLies = judge(await readRecords(database.url));
  const noticed = new Set(
    afterLies.filter(({ violations }) => violations.length > 0).map(({ check }) => check),
  );
  return { figures, findings, blindChecks: LIES.map((lie) => lie.foundBy).filter((it) => !noticed.has(it)) };
}

function figuresOf(
  { programs, mailServer }: Installation,
  records: Records,
  killed: Killed,
): (readonly [string, number])[] {
  const received = mailServer.mails.length;
  const inStates = Map.groupBy(records.mails, ({ state }) => state);
  return [
    ...[...killed.counts].map(([name, count]) => [`kills of ${name}`, count] as const),
    ...programs.map(({ name, crashes }) => [`ends of ${name} that nobody asked for`, crashes] as const),
    ['replies of the mail server cut off', killed.cutReplies],
    ['tickets', records.tickets.length],
    ['events', records.events.length],
    ['bulletins', records.bulletins.length],
    ...[...inStates].map(([state, mails]) => [`mails ${state}`, mails.length] as const),
    ['messages received', received],
    [
      'of them once more under the same Message-ID',
      received - new Set(mailServer.mails.map(messageIdOf)).size,
    ],
  ];
}

/** Clients that write one ticket after the other and never take silence for an answer. */
function startClients(cast: Cast, witness: Witness, seed: string): { finish(): Promise<void> } {
  let isFinishing = false;
  let written = 0;
  const client = async (): Promise<void> => {
    while (!isFinishing) {
      const stories = Array.from({ length: TICKETS_AT_ONCE }, () => {
        const script = planReplay(opinion(++written), seed, cast.stage);
        return new TicketStory(script, seed, cast, witness);
      });
      for (const act of ACTS) for (const story of stories) await story.play(act);
    }
  };
  const leadership = new Leadership(cast, witness, seed);
  const leader = async (): Promise<void> => {
    // At least one bulletin goes its whole way, however short the run is.
    for (let n = 1; n === 1 || !isFinishing; n++) await leadership.cycle(n);
  };
  const clients = Promise.all([...Array.from({ length: CLIENTS }, client), leader()]);
  // Whoever awaits `finish` gets the error; until then it must not end the process.
  clients.catch(() => undefined);
  return {
    async finish() {
      isFinishing = true;
      await clients;
    },
  };
}

async function killAtRandom(
  victims: readonly Victim[],
  { mailServer }: Installation,
  witness: Witness,
  { kills, seed, stop, log }: FaultRunOptions,
): Promise<Killed> {
  const choice = new SeededChoice(`kills/${seed}`);
  const counts = new Map<string, number>();
  const stuck: string[] = [];
  let cutReplies = 0;
  for (let n = 1; n <= kills && !stop.aborted; n++) {
    // Mostly only after work has gone on, so that work is what is hit; else also in the middle of a recovery.
    if (choice.chance(`progress ${n}`, 0.7) && !(await witness.next(PROGRESS_LIMIT_MS))) {
      stuck.push(`nothing was acknowledged for a minute before kill ${n}`);
    }
    await delay(choice.between(`pause ${n}`, 50, 1_200));
    if (choice.chance(`mail ${n}`, 0.15)) {
      mailServer.plan({ kind: 'drop-reply' });
      cutReplies++;
    }
    const victim = choice.pick(`victim ${n}`, victims);
    await victim.killAndRestart();
    counts.set(victim.name, (counts.get(victim.name) ?? 0) + 1);
    if (n % 20 === 0) log(`${n} kills, ${witness.writes.length} writes acknowledged`);
  }
  return { counts, cutReplies, stuck };
}

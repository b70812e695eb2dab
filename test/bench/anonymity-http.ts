import { createPrivateKey } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Table from 'cli-table3';
import { isoWeekOf } from '@huiyin/anonymity';
import { SystemClock } from '@huiyin/platform';
import { memoryFolder } from './anonymity-intake.js';
import type { SenderFigures, SenderTask } from './envelope-sender.js';
import { Envelopes } from './intake-envelopes.js';
import { runSender } from './sender.js';
import { processorSeconds, Stage } from './stage.js';

const TICKETS = 800;
const CONNECTIONS = [64, 128, 256];
/** Sent first, until Node has compiled what it needs. */
const WARM_TICKETS = 400;

export async function sendEnvelopes(task: SenderTask, isElsewhere = false): Promise<SenderFigures> {
  return (await runSender('./envelope-sender.js', task, isElsewhere)) as SenderFigures;
}

/** Envelopes that the running intake of a stage can open. */
export async function envelopesFor(stage: Stage, apiUrl: string): Promise<Envelopes> {
  // Whoever asks first makes the key of the week be made.
  await (await fetch(`${apiUrl}/api/v1/anonymity/keys`)).arrayBuffer();
  const week = isoWeekOf(new SystemClock().now());
  const { rows } = await stage.pool.query<{ pkcs8: Buffer; spki: Buffer; departmentId: string }>(
    `SELECT (SELECT pkcs8 FROM issuer.private_key WHERE week = $1) AS pkcs8,
            (SELECT spki FROM anonymity_key WHERE week = $1 AND kind = 'intake-envelope') AS spki,
            (SELECT id FROM department WHERE code = 'CANTEEN') AS "departmentId"`,
    [week],
  );
  const [row] = rows;
  if (!row) throw new Error('The keys of the week are not there.');
  const issuerKey = createPrivateKey({ key: row.pkcs8, format: 'der', type: 'pkcs8' });
  return new Envelopes({
    issuerKey,
    week,
    envelopeKey: row.spki.subarray(-32),
    departmentId: row.departmentId,
  });
}

/**
 * Tickets through the network, each over a connection of its own, with nothing left out. Sender and intake share the
 * machine, so that a rate says little; what the intake needs of a processor for each is what counts.
 */
export async function benchIntakeHttp(): Promise<void> {
  await using stage = await Stage.set();
  const { baseUrl } = await stage.startHuiyin();
  const folder = memoryFolder();
  const table = new Table({
    head: [
      'tickets through HTTP',
      'connections',
      'answered',
      'per second',
      'CPU ms each',
      'one core could do',
    ],
    colAligns: ['left', 'right', 'right', 'right', 'right', 'right'],
    style: { head: [], border: [] },
  });
  try {
    const [warm, file] = [join(folder, 'warm'), join(folder, 'tickets')];
    for (const connections of CONNECTIONS) {
      const intake = await stage.startIntake(join(folder, `journal-${connections}`));
      if (connections === CONNECTIONS[0]) {
        const envelopes = await envelopesFor(stage, baseUrl);
        await envelopes.write(warm, 'ticket', WARM_TICKETS);
        await envelopes.write(file, 'ticket', TICKETS);
      }
      await sendEnvelopes({ port: intake.port, files: [warm], connections, seconds: null });
      const before = processorSeconds(intake.pid);
      const task = { port: intake.port, files: [file], connections, seconds: null };
      const { answered, seconds } = await sendEnvelopes(task);
      const cpuMs = ((processorSeconds(intake.pid) - before) * 1_000) / answered;
      await intake.stop();
      table.push([
        'accept: ticket, promise, journal',
        connections,
        answered,
        (answered / seconds).toFixed(0),
        cpuMs.toFixed(2),
        (1_000 / cpuMs).toFixed(0),
      ]);
    }
    console.log(table.toString());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

import { parseArgs } from 'node:util';
import { SHIPPED, type Build } from '../builds/builds.js';
import { inBuild } from '../builds/in-build.js';
import type { Places } from '../builds/make-build.js';
import { EvidenceDatabase } from '../product/evidence-database.js';
import { plainTable } from '../../simulation/tables.js';
import type { Kept } from './promises.js';
import type { KillOptions } from './run-kills.js';

/** What waits is lost with the process, as it would be in memory alone. */
const FORGETFUL: Build = {
  name: 'without a journal',
  edits: [
    {
      file: 'libs/anonymity/intake/pool.ts',
      from: 'Journal.open(path, limitBytes)',
      to: 'Journal.open(`${path}-${process.pid}`, limitBytes)',
    },
  ],
};
const FORGETFUL_KILLS = 10;

/** Kills the intake with SIGKILL between acceptance and release, again and again. */
export async function killIntake(parameters: string[], places: Places): Promise<number> {
  const { values } = parseArgs({ args: parameters, options: { kills: { type: 'string', default: '100' } } });
  const kills = Number(values.kills);
  await using database = await EvidenceDatabase.start([]);
  const rows: (string | number)[][] = [];
  const run = async (build: Build, times: number): Promise<Kept> => {
    await using opened = await database.open();
    const kept = await inBuild<KillOptions, Kept>(build, places, 'kills/run-kills', (folder) => ({
      ...{ database: { url: opened.url, intakeUrl: opened.intakeUrl }, folder, kills: times },
    }));
    const { promised, lost, twice, refused, unpublished, keptUnanswered, killsWhileWaiting, killsInWindow } =
      kept;
    rows.push([
      build.name,
      times,
      killsWhileWaiting,
      killsInWindow,
      keptUnanswered,
      promised,
      lost,
      twice,
      refused,
      unpublished,
    ]);
    return kept;
  };
  const shipped = await run(SHIPPED, kills);
  const forgetful = await run(FORGETFUL, Math.min(kills, FORGETFUL_KILLS));
  const head = [
    'build',
    'kills',
    'while some waited',
    'at a release',
    'kept, not yet told',
    'promised',
    'lost',
    'twice',
    'refused',
    'tokens unpublished',
  ];
  console.log(plainTable(head, rows));
  const faults = shipped.lost + shipped.twice + shipped.refused + shipped.unpublished;
  console.log(`${kills} kills, ${faults} broken promises. ${forgetful.lost} were noticed without a journal.`);
  return faults === 0 && forgetful.lost > 0 ? 0 : 1;
}

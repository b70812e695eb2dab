import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createDataSource } from '@huiyin/platform';
import { databaseParts } from '../../../config/rooms.js';
import type { RunDatabase } from '../product/evidence-database.js';
import { Product } from '../product/product.js';
import { WorldClock } from '../product/world-clock.js';
import { MONDAY, Promises, type Kept } from './promises.js';

export interface KillOptions {
  readonly database: Pick<RunDatabase, 'url' | 'intakeUrl'>;
  /** Of this run alone. */
  readonly folder: string;
  readonly kills: number;
}

/** Kills the intake of the build that this very file belongs to between acceptance and release. */
export async function work({ database, folder, kills }: KillOptions): Promise<Kept> {
  await using cleanup = new AsyncDisposableStack();
  await mkdir(folder, { recursive: true });
  cleanup.defer(() => rm(folder, { recursive: true, force: true }));
  const clock = new WorldClock(join(folder, 'clock'), Date.parse(MONDAY) + 1);
  const dataSource = createDataSource(database.url, databaseParts, 2);
  await dataSource.initialize();
  cleanup.defer(() => dataSource.destroy());
  const programFolder = resolve(import.meta.dirname, '..', '..', '..');
  const options = { programFolder, database, smtpUrl: '', folder, clockFile: clock.path };
  const product = await Product.start(options, ['intake']);
  cleanup.use(product);
  const promises = await Promises.begin(product, dataSource, clock);
  return await promises.run(kills);
}

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { OperationsWatch } from '@huiyin/operations';
import { ProcessMetrics, UnitOfWork } from '@huiyin/platform';
import { refuseRealPeopleInDemo } from '../../config/demo-guard.js';
import { readSettings } from '../../config/env.js';
import { createApi } from './create-api.js';

const webFolder = fileURLToPath(new URL('../../web', import.meta.url));

async function start(): Promise<void> {
  const settings = readSettings();
  const app = await createApi({ settings, webFolder: existsSync(webFolder) ? webFolder : null });
  await refuseRealPeopleInDemo(app.get(UnitOfWork), settings.mode);
  if (settings.metrics.access !== 'closed') app.get(ProcessMetrics).start();
  await app.listen(settings.port, settings.host);
  app.get(OperationsWatch).start();
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    app.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // Whoever started us is gone, perhaps already while we were starting; nobody else would stop us.
  process.once('disconnect', stop);
  if (process.connected === false) stop();
}

start().catch((error: unknown) => {
  console.error(error instanceof Error ? (error.stack ?? error.message) : error);
  process.exit(1);
});

import { resolve } from 'node:path';
import { Command } from 'commander';
import { readEnvironment } from '../../../config/env.js';
import { StopRequest, Stopped } from '../supervisor/stop-request.js';
import { Supervisor } from '../supervisor/supervisor.js';
import { demoNotice } from '../demo-notice.js';

export function upCommand(): Command {
  return new Command('up')
    .description('start everything: database and mail catcher unless they are named, api, worker')
    .action(async () => {
      await up();
    });
}

async function up(): Promise<void> {
  const environment = readEnvironment();
  const programFolder = resolve(import.meta.dirname, '..', '..');
  const supervisor = new Supervisor(environment, programFolder, (line) => console.log(line));
  const stopRequest = new StopRequest(() => {
    supervisor.kill();
    process.exit(130);
  });
  try {
    const running = await supervisor.start(stopRequest);
    console.log(`\nHuiyin is ready: ${running.publicUrl}`);
    if (environment.mode === 'demo') console.log(await demoNotice(running.apiUrl));
    if (running.mailFolder !== undefined) {
      console.log(`Mail:   ${running.publicUrl}/mailbox (files in ${running.mailFolder})`);
    }
    if (running.logFolder !== undefined) console.log(`Logs:   ${running.logFolder}`);
    console.log('Stop with Ctrl-C.');
    await stopRequest.requested;
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  } finally {
    if (stopRequest.isRequested) console.log('\nStopping');
    await supervisor.stop();
    stopRequest.end();
  }
}

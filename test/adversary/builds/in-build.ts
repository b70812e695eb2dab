import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Build } from './builds.js';
import { makeBuild, type Places } from './make-build.js';

/** What can be done in a build; each module exports it as `work`. */
export type Work<Options, Report> = (options: Options) => Promise<Report>;

/**
 * Does something in a process that runs the code of a build: product, client and adversary alike.
 *
 * @param module from `test/adversary`, without its ending
 * @param optionsFor what to give it; the folder is its own
 * @throws Error when it fails; why, it has said itself
 */
export async function inBuild<Options, Report>(
  build: Build,
  places: Places,
  module: string,
  optionsFor: (folder: string) => Options,
): Promise<Report> {
  await using made = await makeBuild(build, places);
  const child = fork(join(made.programFolder, 'test/adversary/builds/child.js'), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  child.send({ module: `../${module}.js`, options: optionsFor(join(made.programFolder, 'run')) });
  const report = await Promise.race([
    once(child, 'message').then(([message]) => message as Report),
    ended.then(() => undefined),
  ]);
  await ended;
  if (report === undefined) throw new Error(`"${build.name}" could not be run to its end.`);
  return report;
}

import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { transform } from '@swc/core';
import type { Build } from './builds.js';

/** Where things are during a run. */
export interface Places {
  /** The sources. */
  readonly checkout: string;
  /** With the compiled product in `shipped`; builds are made beside it. */
  readonly buildFolder: string;
}

/** A compiled product, to be thrown away after use. */
export interface MadeBuild extends AsyncDisposable {
  readonly programFolder: string;
}

/**
 * Copies the compiled product and compiles the changed files into the copy.
 *
 * @throws Error when a text is not there, or more than once: the product has changed, and the edit must too
 */
export async function makeBuild(build: Build, { checkout, buildFolder }: Places): Promise<MadeBuild> {
  const programFolder = join(buildFolder, build.name.replaceAll(/\W+/g, '-'));
  await cp(join(buildFolder, 'shipped'), programFolder, {
    recursive: true,
    filter: (path) => !path.endsWith('.map'),
  });
  const files = Map.groupBy(build.edits, ({ file }) => file);
  for (const [file, edits] of files) {
    let source = await readFile(join(checkout, file), 'utf8');
    for (const { from, to } of edits) {
      if (source.split(from).length !== 2) {
        throw new Error(`"${build.name}" changes what does not stand in ${file} once: ${from}`);
      }
      source = source.replace(from, () => to);
    }
    const { code } = await transform(source, {
      filename: join(checkout, file),
      cwd: checkout,
      configFile: join(checkout, 'config/swc.json'),
      sourceMaps: false,
    });
    await writeFile(join(programFolder, file.replace(/\.ts$/, '.js')), code);
  }
  return {
    programFolder,
    [Symbol.asyncDispose]: () => rm(programFolder, { recursive: true, force: true }),
  };
}

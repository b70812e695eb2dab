import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const checkout = resolve(import.meta.dirname, '..', '..');

interface Cruise {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

/** What is planted, and the rule that must notice. */
const OFFENCES = [
  ['libs/platform/planted-room.ts', `import '@huiyin/ticket';`, 'room-platform'],
  ['libs/identity/planted-room.ts', `import '@huiyin/organisation';`, 'room-identity'],
  ['libs/organisation/planted-room.ts', `import '@huiyin/identity';`, 'room-organisation'],
  ['libs/sla/planted-room.ts', `import '@huiyin/ticket';`, 'room-sla'],
  ['libs/ticket/planted-room.ts', `import '@huiyin/notification';`, 'room-ticket'],
  ['libs/operations/planted-room.ts', `import '@huiyin/ticket';`, 'room-operations'],
  ['libs/ticket/planted-bulletin.ts', `import '@huiyin/bulletin';`, 'room-ticket'],
  ['libs/bulletin/planted-room.ts', `import '@huiyin/notification';`, 'room-bulletin'],
  ['libs/platform/planted-app.ts', `import '../../apps/api/planted-nothing.js';`, 'libs-know-no-app'],
  ['apps/web/planted-lib.ts', `import '../../libs/platform/clock/clock.js';`, 'web-stands-alone'],
  ['libs/ticket/planted-door.ts', `import '../platform/clock/clock.js';`, 'rooms-have-one-door'],
  ['apps/api/planted-door.ts', `import '../../libs/platform/clock/clock.js';`, 'rooms-have-one-door'],
  ['libs/ticket/planted-own-door.ts', `import '@huiyin/ticket';`, 'not-through-own-door'],
  ['apps/intake/planted-door.ts', `import '@huiyin/identity';`, 'intake-stands-alone'],
  ['libs/anonymity/intake/planted-key.ts', `import '../issuer/issuer-keys.js';`, 'intake-stands-alone'],
  ['libs/anonymity/intake/planted-package.ts', `import 'fastify';`, 'intake-stands-alone'],
  ['libs/anonymity/planted-room.ts', `import '@huiyin/ticket';`, 'room-anonymity'],
  ['libs/platform/planted-circle-other.ts', `import './planted-circle.js';`, 'no-circle'],
  ['libs/platform/planted-missing.ts', `import './planted-absent.js';`, 'nothing-unresolved'],
  ['libs/ticket/domain/planted-node.ts', `import 'node:fs';`, 'domain-is-pure'],
  ['libs/ticket/domain/planted-npm.ts', `import 'rxjs';`, 'domain-is-pure'],
  ['libs/ticket/domain/planted-zone.ts', `import 'temporal-polyfill';`, 'time-zones-in-sla-only'],
  ['libs/ticket/answering/planted-typeorm.ts', `import { DataSource } from 'typeorm';`, 'typeorm-in-stores'],
  ['libs/ticket/planted-tool.ts', `import 'fast-check';`, 'no-development-package'],
] as const;

const HELP = [
  ['apps/api/planted-nothing.ts', 'export const nothing = 0;'],
  ['libs/platform/planted-circle.ts', `import './planted-circle-other.js';`],
] as const;

describe('directions between rooms', () => {
  let copy: string;
  let violations: string[];

  beforeAll(async () => {
    copy = await mkdtemp(join(tmpdir(), 'huiyin-directions-'));
    for (const part of [
      'libs',
      'apps/api',
      'apps/cli',
      'apps/intake',
      // What tests of the intake send with.
      'apps/web/features/anonymity/protocol',
      'config',
      'test',
      'package.json',
      'tsconfig.json',
    ]) {
      await cp(join(checkout, part), join(copy, part), { recursive: true });
    }
    await symlink(join(checkout, 'node_modules'), join(copy, 'node_modules'));
    for (const [path, content] of [...OFFENCES, ...HELP]) {
      await mkdir(dirname(join(copy, path)), { recursive: true });
      await writeFile(join(copy, path), `${content}\n`);
    }
    violations = (await cruise(copy)).map(({ rule, from }) => `${rule.name} ${from}`);
  }, 60_000);
  afterAll(async () => {
    await rm(copy, { recursive: true, force: true });
  });

  it.each(OFFENCES)('%s with %s offends', (path, _content, rule) => {
    expect(violations).toContain(`${rule} ${path}`);
  });

  it('holds where nothing was planted', () => {
    expect(violations.filter((violation) => !violation.includes('/planted-'))).toEqual([]);
  });
});

async function cruise(folder: string): Promise<Cruise['summary']['violations']> {
  const tool = join(checkout, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const parameters = [
    tool,
    '--config',
    'config/dependency-rules.mjs',
    '--output-type',
    'json',
    'apps',
    'libs',
  ];
  const output = await new Promise<string>((end) => {
    // It exits with the number of offences, which is not a failure here.
    execFile(process.execPath, parameters, { cwd: folder, maxBuffer: 2 ** 28 }, (_error, stdout) =>
      end(stdout),
    );
  });
  return (JSON.parse(output) as Cruise).summary.violations;
}

/* The directions between rooms. test/directions.spec.ts plants an offence against each rule. */

const TESTS = String.raw`\.(spec|db-spec|e2e-spec)\.ts$`;

/** The process that takes anonymous messages. */
const INTAKE = '^(apps/intake|libs/anonymity/intake)/';

/** Which rooms a room may know; whoever is not named here may know nobody. */
const KNOWN_ROOMS = {
  platform: [],
  identity: ['platform'],
  organisation: ['platform'],
  sla: ['platform'],
  anonymity: ['platform', 'identity'],
  ticket: ['platform', 'identity', 'organisation', 'sla', 'anonymity'],
  bulletin: ['platform', 'identity', 'organisation', 'sla', 'anonymity', 'ticket'],
  notification: ['platform', 'identity', 'organisation', 'sla', 'anonymity', 'ticket', 'bulletin'],
  commitment: ['platform', 'identity', 'organisation', 'sla', 'anonymity', 'ticket'],
  survey: ['platform', 'identity', 'organisation', 'sla', 'anonymity', 'ticket'],
  quality: ['platform', 'identity', 'organisation', 'sla', 'anonymity', 'ticket'],
  insight: ['platform', 'identity', 'organisation', 'sla', 'anonymity', 'ticket'],
  operations: ['platform', 'notification'],
};

function roomRule(room, known) {
  const allowed = [room, ...known].join('|');
  return {
    name: `room-${room}`,
    comment: `libs/${room} may know ${known.length === 0 ? 'no other room' : known.join(', ')}.`,
    severity: 'error',
    from: { path: `^libs/${room}/`, pathNot: TESTS },
    to: { path: '^libs/', pathNot: `^libs/(${allowed})/` },
  };
}

export default {
  forbidden: [
    {
      name: 'no-circle',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'libs-know-no-app',
      severity: 'error',
      from: { path: '^libs/', pathNot: TESTS },
      to: { path: '^(apps|config|test)/' },
    },
    {
      name: 'web-stands-alone',
      comment: 'Its types come from the committed OpenAPI file.',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^(libs|config|test|apps/(?!web/))' },
    },
    {
      name: 'rooms-have-one-door',
      comment: 'Another room is entered by its index.ts alone.',
      severity: 'error',
      from: { path: '^(?:libs/([^/]+)|apps|config)/', pathNot: [INTAKE, TESTS] },
      to: { path: '^libs/', pathNot: ['^libs/[^/]+/index[.]ts$', '^libs/$1/'] },
    },
    {
      name: 'intake-stands-alone',
      comment:
        'The anonymous side runs without framework, sessions or anything of the identified side, so it enters rooms by the very file.',
      severity: 'error',
      from: { path: INTAKE, pathNot: [TESTS, String.raw`[.]migration[.]ts$`] },
      to: {
        path: '^(libs|apps|config|node_modules)/',
        pathNot: [
          INTAKE,
          '^libs/anonymity/(domain|token)/',
          '^libs/platform/(clock/clock|http/text-fault|jobs/gate)[.]ts$',
          '^config/env[.]ts$',
          '^node_modules/(@hpke|@types|pg|sharp)/',
        ],
      },
    },
    {
      name: 'not-through-own-door',
      comment: 'Inside a room imports are relative.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/$1/index[.]ts$' },
    },
    {
      name: 'domain-is-pure',
      comment: 'Rules about tickets and time need no npm package and no node: module.',
      severity: 'error',
      from: { path: '^libs/[^/]+/domain/', pathNot: TESTS },
      to: {
        dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'],
        pathNot: '^node_modules/temporal-(polyfill|spec|utils)/',
      },
    },
    {
      name: 'time-zones-in-sla-only',
      severity: 'error',
      from: { path: '^libs/(?!sla/)[^/]+/domain/', pathNot: TESTS },
      to: { path: '^node_modules/temporal-(polyfill|spec|utils)/' },
    },
    {
      name: 'typeorm-in-stores',
      severity: 'error',
      from: {
        path: '^(apps|libs|config)/',
        pathNot: ['^libs/platform/', '/store/', String.raw`[.]migration[.]ts$`, TESTS],
      },
      to: { path: '^node_modules/typeorm/' },
    },
    {
      name: 'no-development-package',
      comment: 'What runs must be there when only dependencies are installed.',
      severity: 'error',
      from: { path: '^(apps/(?!web/)|libs|config/[^/]+[.]ts$)', pathNot: TESTS },
      to: { dependencyTypes: ['npm-dev'], pathNot: '^node_modules/@types/' },
    },
    ...Object.entries(KNOWN_ROOMS).map(([room, known]) => roomRule(room, known)),
  ],
  options: {
    doNotFollow: { path: '^node_modules/' },
    exclude: { path: '^(dist|node_modules/[.]cache)/' },
    // The specification of these rules looks at a copy whose node_modules is a link.
    preserveSymlinks: true,
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json', '.d.ts'],
    },
  },
};

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const rootDir = resolve(import.meta.dirname, '..');

const compiler = JSON.parse(readFileSync(new URL('./swc.json', import.meta.url), 'utf8'));
// Aliases and file endings are resolved by jest itself, below.
const { baseUrl: _baseUrl, paths: _paths, ...jsc } = compiler.jsc;

function project(displayName, testMatch, more = {}) {
  return {
    displayName,
    rootDir,
    testMatch,
    testEnvironment: 'node',
    extensionsToTreatAsEsm: ['.ts'],
    moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
    moduleNameMapper: {
      '^@huiyin/([a-z-]+)$': '<rootDir>/libs/$1/index.ts',
      '^(\\.{1,2}/.*)\\.js$': '$1',
    },
    modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.huiyin/'],
    transform: { '\\.ts$': ['@swc/jest', { jsc, sourceMaps: 'inline' }] },
    setupFiles: ['reflect-metadata'],
    ...more,
  };
}

/** One PostgreSQL with a migrated template database for the whole run. */
const onDatabase = {
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
};

export default {
  rootDir,
  maxWorkers: 2,
  testTimeout: 30_000,
  projects: [
    project('unit', ['<rootDir>/{libs,apps,config,test}/**/*.spec.ts']),
    project('database', ['<rootDir>/{libs,apps,config,test}/**/*.db-spec.ts'], onDatabase),
    project('e2e', ['<rootDir>/test/e2e/**/*.e2e-spec.ts'], onDatabase),
    project('browser', ['<rootDir>/test/browser/**/*.e2e-spec.ts'], onDatabase),
  ],
};

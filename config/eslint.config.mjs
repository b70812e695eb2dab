import { resolve } from 'node:path';
import tseslint from 'typescript-eslint';

const clock = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Take the time from Clock or tx.now.',
  },
  { selector: "CallExpression[callee.name='Date']", message: 'Take the time from Clock or tx.now.' },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Take the time from Clock or tx.now.',
  },
];
const environment = [
  {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: 'The environment is read in config/env.ts alone.',
  },
];

export default tseslint.config(
  {
    ignores: [
      'dist/**',
      'node_modules/**',
      '.huiyin/**',
      'coverage/**',
      '**/*.mjs',
      '**/*.d.ts',
      'apps/web/vite.config.ts',
    ],
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true },
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { projectService: true, tsconfigRootDir: resolve(import.meta.dirname, '..') },
    },
    plugins: { '@typescript-eslint': tseslint.plugin },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      // JSX attributes are exempt: React ignores what an event handler returns.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-unsafe-argument': 'error',
      '@typescript-eslint/no-unsafe-call': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/only-throw-error': 'error',
      // A default branch is an answer for the members it stands for.
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', ...clock, ...environment],
    },
  },
  // A browser has no Clock; what it shows is the server's time.
  {
    files: ['apps/web/**', 'libs/platform/clock/**'],
    rules: { 'no-restricted-syntax': ['error', ...environment] },
  },
  // The router's redirects are thrown and are no errors.
  { files: ['apps/web/**'], rules: { '@typescript-eslint/only-throw-error': 'off' } },
  // Matchers of the test runner are typed any.
  { files: ['**/*spec.ts'], rules: { '@typescript-eslint/no-unsafe-argument': 'off' } },
  { files: ['config/env.ts'], rules: { 'no-restricted-syntax': ['error', ...clock] } },
  { files: ['test/support/**', 'test/bench/**'], rules: { 'no-restricted-syntax': 'off' } },
);

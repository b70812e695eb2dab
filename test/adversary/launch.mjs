import { runCompiled } from '../support/run-compiled.mjs';

// The client's modules, not a copy of what they do; the others play what a week and its killed programs need.
await runCompiled(
  ['apps/web/features/anonymity', 'test/adversary', 'test/faults', 'test/simulation'],
  'test/adversary/run.js',
);

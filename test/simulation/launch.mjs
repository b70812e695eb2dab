import { runCompiled } from '../support/run-compiled.mjs';

await runCompiled(['test/simulation'], 'test/simulation/run.js');

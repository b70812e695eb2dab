import { runCompiled } from '../support/run-compiled.mjs';

await runCompiled(['test/faults'], 'test/faults/run.js');

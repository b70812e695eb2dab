import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { MUTANTS } from './mutants.js';

const checkout = resolve(import.meta.dirname, '..', '..', '..');

describe.each(MUTANTS)('the build "$name"', ({ edits }) => {
  it('changes what stands there exactly once', () => {
    expect(edits.length).toBeGreaterThan(0);
    for (const { file, from, to } of edits) {
      const source = readFileSync(resolve(checkout, file), 'utf8');
      expect([file, from, source.split(from).length]).toEqual([file, from, 2]);
      expect(to).not.toBe(from);
    }
  });
});

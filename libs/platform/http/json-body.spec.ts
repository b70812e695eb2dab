import fc from 'fast-check';
import { isNestedDeeper } from './json-body.js';

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

describe('the depth of a JSON text', () => {
  it('is that of what it stands for, whatever stands in its strings', () => {
    const bracketed = fc.string({ unit: fc.constantFrom('[', '{', '"', '\\', ']', '}', 'a') });
    const values = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        bracketed,
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(bracketed, tie('value'), { maxKeys: 3 }),
      ),
    })).value;
    fc.assert(
      fc.property(values, fc.nat(6), (value, deepest) => {
        for (const text of [JSON.stringify(value), JSON.stringify(value, null, 2)]) {
          expect(isNestedDeeper(text, deepest)).toBe(depthOf(value) > deepest);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('is found in any text without a failure, and at once', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('[', '{', '"', '\\', ']', '}') }), (text) => {
        expect(typeof isNestedDeeper(text, 3)).toBe('boolean');
      }),
    );
    expect(isNestedDeeper('['.repeat(30_000), 32)).toBe(true);
    expect(isNestedDeeper('"\\'.repeat(60_000), 32)).toBe(false);
    expect(isNestedDeeper(`"${'\\'.repeat(120_000)}"`, 32)).toBe(false);
    expect(isNestedDeeper(`["${'\\\\'.repeat(60_000)}", {}]`, 1)).toBe(true);
  });
});

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';
import {
  MORE,
  SEEKERS,
  TO_KNOW,
  TOP,
  type NamedTest,
  type Sentence,
} from '../../apps/web/features/anonymity/promise/sentences.js';

const checkout = resolve(import.meta.dirname, '../..');
type Texts = { readonly [key: string]: string | Texts };

const GROUPS: Readonly<Record<string, readonly Sentence[]>> = {
  top: TOP,
  who: SEEKERS,
  more: MORE,
  know: TO_KNOW,
};
/** Said without a test: they promise nothing. */
const WARNINGS = new Set([
  ...TO_KNOW.map(({ key }) => key),
  ...SEEKERS.filter(({ verdict }) => verdict !== 'no').map(({ key }) => key),
]);

/** Names of the tests that a file runs; one that is skipped or still to be written runs nothing. */
function testsIn(path: string, source: string): Set<string> {
  const names = new Set<string>();
  const isTest = (callee: ts.Expression): boolean => {
    if (ts.isIdentifier(callee)) return callee.text === 'it' || callee.text === 'test';
    // it.each(table)('name', …)
    if (!ts.isCallExpression(callee) || !ts.isPropertyAccessExpression(callee.expression)) return false;
    return callee.expression.name.text === 'each' && isTest(callee.expression.expression);
  };
  const isSkipped = (node: ts.Node): boolean =>
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === 'skip';
  const visit = (node: ts.Node): void => {
    if (isSkipped(node)) return;
    const [name] = ts.isCallExpression(node) && isTest(node.expression) ? node.arguments : [];
    if (name && ts.isStringLiteralLike(name)) names.add(name.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, source, ts.ScriptTarget.Latest));
  return names;
}

function exists({ file, name }: NamedTest): boolean {
  return testsIn(file, readFileSync(resolve(checkout, file), 'utf8')).has(name);
}

describe('the page that tells the truth', () => {
  const locales = ['zh-CN', 'en', 'ru'].map((language) => {
    const path = resolve(checkout, 'apps/web/locales', `${language}.json`);
    const { anonymity } = JSON.parse(readFileSync(path, 'utf8')) as { anonymity: { truth: Texts } };
    return anonymity.truth;
  });

  it.each(Object.entries(GROUPS))(
    'says in "%s" what is in the list, and nothing else',
    (group, sentences) => {
      for (const truth of locales) {
        const texts = truth[group] as Texts;
        expect(Object.keys(texts).sort()).toEqual(sentences.map(({ key }) => key).sort());
        for (const { key, tests } of sentences) {
          // "How it is checked" stands behind whatever is checked, and nowhere else.
          expect([key, 'how' in (texts[key] as Texts)]).toEqual([key, tests.length > 0]);
        }
      }
    },
  );

  it('promises nothing without a test', () => {
    const unbacked = Object.values(GROUPS)
      .flat()
      .filter(({ key, tests }) => tests.length === 0 && !WARNINGS.has(key));
    expect(unbacked).toEqual([]);
    expect(SEEKERS.filter(({ verdict }) => verdict === 'no').length).toBeGreaterThan(4);
  });

  it('names only tests that are there and run', () => {
    const named = Object.values(GROUPS).flatMap((sentences) => sentences.flatMap(({ tests }) => tests));
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((test) => !exists(test))).toEqual([]);
  });

  it('would notice a test that is gone, renamed, skipped or only spoken of', () => {
    const source = `
      // it('spoken of')
      const text = "it('quoted')";
      it('runs', () => {}); it.each([1])('runs with %s', () => {}); it.each<Row>(rows)('typed', () => {});
      it.skip('skipped', () => {}); it.todo('to do'); xit('crossed out', () => {});
      it.skip.each([1])('skipped too', () => {}); describe('a group', () => {});
      describe.skip('a group', () => { it('skipped with its group', () => {}); });`;
    expect([...testsIn('example.ts', source)]).toEqual(['runs', 'runs with %s', 'typed']);
    expect(
      exists({ file: 'test/anonymity/sentences.spec.ts', name: 'promises nothing without a test' }),
    ).toBe(true);
    expect(exists({ file: 'test/anonymity/sentences.spec.ts', name: 'promises a lot' })).toBe(false);
  });
});

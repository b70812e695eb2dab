/*
 * Fails when the three languages do not say the same things: keys, placeholders, plural forms, keys that the screens
 * ask for, texts that nobody asks for, and a text for each refusal of the server.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const web = fileURLToPath(new URL('..', import.meta.url));
const libs = fileURLToPath(new URL('../../../libs', import.meta.url));
const LOCALES = ['zh-CN', 'en', 'ru'];
const PLURAL = /_(zero|one|two|few|many|other)$/;
const faults = [];

function filesBelow(folder, extensions) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && extensions.some((extension) => entry.name.endsWith(extension)))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes('/node_modules/'));
}

function flatten(value, path = '') {
  return Object.entries(value).flatMap(([name, inner]) => {
    const key = path === '' ? name : `${path}.${name}`;
    return typeof inner === 'object' && inner !== null ? flatten(inner, key) : [[key, inner]];
  });
}

const placeholdersOf = (text) =>
  [...new Set([...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1]))].sort().join();

/** The forms that whole numbers take in a language; fractions need none, nothing here is counted in halves. */
function pluralForms(locale) {
  const rules = new Intl.PluralRules(locale);
  return [...new Set([...Array.from({ length: 200 }, (_, count) => rules.select(count)), 'other'])];
}

const texts = Object.fromEntries(
  LOCALES.map((locale) => [
    locale,
    new Map(flatten(JSON.parse(readFileSync(join(web, 'locales', `${locale}.json`), 'utf8')))),
  ]),
);

/** Key without plural form → its forms in a language. */
function byStem(locale) {
  const stems = new Map();
  for (const [key, text] of texts[locale]) {
    const stem = key.replace(PLURAL, '');
    const form = key === stem ? null : key.slice(stem.length + 1);
    stems.set(stem, [...(stems.get(stem) ?? []), { form, text }]);
  }
  return stems;
}

const stems = Object.fromEntries(LOCALES.map((locale) => [locale, byStem(locale)]));
const allStems = new Set(LOCALES.flatMap((locale) => [...stems[locale].keys()]));
for (const stem of allStems) {
  const isPlural = LOCALES.some((locale) => stems[locale].get(stem)?.some(({ form }) => form !== null));
  let expected;
  for (const locale of LOCALES) {
    const forms = stems[locale].get(stem);
    if (!forms) {
      faults.push(`${locale}: "${stem}" is missing`);
      continue;
    }
    if (isPlural) {
      const wanted = pluralForms(locale);
      const given = forms.map(({ form }) => form);
      for (const form of wanted)
        if (!given.includes(form)) faults.push(`${locale}: "${stem}_${form}" is missing`);
      for (const form of given) {
        if (!wanted.includes(form))
          faults.push(`${locale}: "${stem}${form === null ? '' : `_${form}`}" is no plural form here`);
      }
    }
    for (const { text } of forms) {
      if (typeof text !== 'string' || text.trim() === '') faults.push(`${locale}: "${stem}" is empty`);
      else {
        const placeholders = placeholdersOf(text)
          .split(',')
          .filter((name) => name !== '' && name !== 'count')
          .join();
        expected ??= placeholders;
        if (placeholders !== expected) {
          faults.push(`${locale}: "${stem}" has the placeholders {${placeholders}}, elsewhere {${expected}}`);
        }
      }
    }
  }
}

const sources = filesBelow(web, ['.ts', '.tsx'])
  .filter((path) => !path.endsWith('.spec.ts') && !path.includes('/testing/'))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');
const asked = new Set([...sources.matchAll(/\bt\(\s*'([^']+)'/g)].map((match) => match[1]));
for (const key of asked)
  if (!allStems.has(key)) faults.push(`the screens ask for "${key}", which no language has`);

const literals = new Set([...sources.matchAll(/'([\w-]+(?:\.[\w-]+)+)'/g)].map((match) => match[1]));
const prefixes = [...sources.matchAll(/`([\w-]+\.[\w.-]*)\$\{/g)].map((match) => match[1]);
for (const prefix of new Set(prefixes)) {
  const isText = new RegExp(`\\bt\\(\\s*\`${prefix.replaceAll('.', '\\.')}\\$`).test(sources);
  if (isText && ![...allStems].some((stem) => stem.startsWith(prefix))) {
    faults.push(`the screens ask for "${prefix}…", of which there is nothing`);
  }
}
for (const stem of allStems) {
  const isUsed = asked.has(stem) || literals.has(stem) || prefixes.some((prefix) => stem.startsWith(prefix));
  if (!isUsed) faults.push(`"${stem}" is asked for nowhere`);
}

const refusals = new Set(
  filesBelow(libs, ['.ts'])
    .map((path) => readFileSync(path, 'utf8'))
    .filter((source) => source.includes('defineRefusals('))
    .flatMap((source) =>
      [...source.matchAll(/'([a-z-]+\.[a-z-]+)':\s*\{\s*status:/g)].map((match) => match[1]),
    ),
);
for (const code of refusals) {
  if (!allStems.has(`problem.${code}`)) faults.push(`the refusal "${code}" has no text ("problem.${code}")`);
}
if (refusals.size < 15 || asked.size < 150) faults.push('the check sees too little: has the layout changed?');

if (faults.length > 0) {
  console.error(faults.join('\n'));
  console.error(`${faults.length} faults in the texts`);
  process.exitCode = 1;
} else {
  console.log(`${allStems.size} texts in ${LOCALES.length} languages, ${refusals.size} refusals: complete`);
}

/** One sample of the Prometheus text format. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Family {
  readonly type: string;
  readonly help: string;
  readonly samples: readonly Sample[];
}

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*/;
const LABEL = /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(,?)/;

/**
 * Reads text exposition format 0.0.4 as strictly as its specification is written: every family announced once by HELP
 * and TYPE before its samples, samples of a family together, no series twice, histograms whole and cumulative.
 * @throws Error that names the first line which is not as it should be
 */
export function parseExposition(text: string): Map<string, Family> {
  const families = new Map<string, { type: string; help: string; samples: Sample[] }>();
  const series = new Set<string>();
  let current = '';
  if (!text.endsWith('\n')) throw new Error('The last line does not end.');
  for (const line of text.slice(0, -1).split('\n')) {
    const fault = (what: string): Error => new Error(`${what}: ${line}`);
    if (line === '') continue;
    const announced = /^# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)$/.exec(line);
    if (announced) {
      const [, word, name = '', rest = ''] = announced;
      if (word === 'HELP') {
        if (families.has(name)) throw fault('announced twice');
        families.set(name, { type: '', help: rest, samples: [] });
        current = name;
      } else {
        const family = families.get(name);
        if (!family || family.type !== '' || family.samples.length > 0) throw fault('type out of place');
        if (!['counter', 'gauge', 'histogram', 'summary', 'untyped'].includes(rest)) throw fault('no type');
        family.type = rest;
      }
      continue;
    }
    if (line.startsWith('#')) throw fault('not understood');
    const sample = parseSample(line);
    const family = families.get(current);
    const suffix = sample.name.slice(current.length);
    const isOwn = sample.name.startsWith(current) && (suffix === '' || /^_(bucket|sum|count)$/.test(suffix));
    if (!family || family.type === '' || !isOwn) throw fault('sample without its family');
    const key = JSON.stringify([sample.name, Object.entries(sample.labels).sort()]);
    if (series.has(key)) throw fault('series twice');
    series.add(key);
    family.samples.push(sample);
  }
  for (const [name, family] of families)
    if (family.type === 'histogram') checkHistogram(name, family.samples);
  return families;
}

function parseSample(line: string): Sample {
  const name = NAME.exec(line)?.[0] ?? '';
  let rest = line.slice(name.length);
  const labels: Record<string, string> = {};
  if (rest.startsWith('{')) {
    rest = rest.slice(1);
    while (!rest.startsWith('}')) {
      const label = LABEL.exec(rest);
      if (!label?.[1]) throw new Error(`label: ${line}`);
      if (label[1] in labels) throw new Error(`label twice: ${line}`);
      labels[label[1]] = label[2] ?? '';
      rest = rest.slice(label[0].length);
    }
    rest = rest.slice(1);
  }
  const value = /^ ([+-]?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?|Inf)|Nan|NaN)(?: -?\d+)?$/i.exec(rest)?.[1];
  if (name === '' || value === undefined) throw new Error(`sample: ${line}`);
  return { name, labels, value: Number(value.replace('Inf', 'Infinity')) };
}

function checkHistogram(name: string, samples: readonly Sample[]): void {
  const groups = new Map<string, number[]>();
  for (const { name: full, labels, value } of samples) {
    if (full !== `${name}_bucket`) continue;
    const { le, ...others } = labels;
    const key = JSON.stringify(Object.entries(others).sort());
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    if (le === undefined || value < (group.at(-1) ?? 0)) throw new Error(`${name} is not cumulative`);
    group.push(value);
  }
  for (const { name: full, labels, value } of samples) {
    if (full !== `${name}_count`) continue;
    const buckets = groups.get(JSON.stringify(Object.entries(labels).sort()));
    if (buckets?.at(-1) !== value) throw new Error(`${name} does not count what its last bucket holds`);
  }
}

import { readFileSync } from 'node:fs';
import Table from 'cli-table3';
import { Command } from 'commander';
import { AUDIT_FAULTS, verifyRedeemed, type AuditReport } from '@huiyin/anonymity';
import { Sentence } from '../sentence.js';

const PLAIN = { style: { head: [], border: [] } };
/** Faults of one kind that are listed one by one. */
const LISTED = 20;

/** For outsiders: needs no database and no configuration. */
export function anonymityCommand(): Command {
  const command = new Command('anonymity').description('check from outside that nobody has made opinions up');
  command
    .command('verify')
    .argument('<file>', 'redeemed tokens of a year: /api/v1/anonymity/redeemed-tokens/2026')
    .requiredOption('--keys <file>', 'the key log: /api/v1/anonymity/keys')
    .option('--head <hash>', 'the hash of the key log as it is printed on the notice board')
    .description('check the key log and every redeemed token; exit 1 when anything is wrong')
    .action((file: string, { keys, head }: { keys: string; head?: string }) => {
      const printed = head === undefined ? null : hashOf(head);
      const report = verifyRedeemed(readJson(file), readJson(keys), printed);
      print(report, printed !== null);
      if (report.faults.length > 0) process.exitCode = 1;
    });
  return command;
}

function print({ weeks, withheld, keys, head, promisers, faults }: AuditReport, isCompared: boolean): void {
  const table = new Table({
    head: ['week', 'people', 'issued', 'redeemed', 'valid', ''],
    colAligns: ['left', 'right', 'right', 'right', 'right', 'left'],
    ...PLAIN,
  });
  for (const { week, people, issued, redeemed, valid } of weeks) {
    const isWrong = faults.some(({ place }) => place.startsWith(week));
    table.push([week, people, issued, redeemed, valid, isWrong ? 'WRONG' : 'right']);
  }
  console.log(table.toString());
  console.log('Compare "people" with how many employees there are: no week can have more.');
  if (withheld.length > 0) {
    console.log(
      `Kept back because they are about few: ${withheld.join(', ')}; an administrator has the complete file.`,
    );
  }
  console.log(`Key log: ${keys} entries, the last with the hash ${groups(head)}`);
  for (const { week, fingerprint } of promisers) {
    console.log(`The intake signs since ${week} with the key ${groups(fingerprint)}`);
  }
  if (promisers.length > 0) console.log('Compare it with the notice board; a second one needs a reason.');
  if (!isCompared) console.log('Compare the log with the notice board: give the printed hash with --head.');
  const seen = new Map<string, number>();
  for (const { code, place } of faults) {
    const count = (seen.get(code) ?? 0) + 1;
    seen.set(code, count);
    if (count <= LISTED) console.log(`${place}: ${AUDIT_FAULTS[code]}`);
  }
  for (const [code, count] of seen) if (count > LISTED) console.log(`… ${code}: ${count} in all`);
  console.log(faults.length === 0 ? 'No fault.' : `${faults.length} faults.`);
}

/** As the screen and the paper write it: 16 groups of four. */
function groups(hash: Buffer): string {
  return (hash.toString('hex').toUpperCase().match(/.{4}/g) ?? ['none']).join(' ');
}

function hashOf(text: string): Buffer {
  const hex = text.replaceAll(/[\s:-]/g, '');
  if (!/^[0-9a-f]{64}$/i.test(hex)) {
    throw new Sentence(
      'The printed hash has 64 signs, 0 to 9 and A to F, in groups of four: give all of them.',
    );
  }
  return Buffer.from(hex, 'hex');
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw new Sentence(`${path} is no JSON: download it again.`);
    throw new Sentence(`${path} cannot be read (${code}).`);
  }
}

import Table from 'cli-table3';
import type { MailTally } from './mail-tally.js';
import type { Replay } from './replay.js';

/** The closing tables of a replay. */
export function replayTables({ record, stories }: Replay, mails: MailTally): string {
  return [
    heading('Messages', table(['', 'messages'], messageRows(stories))),
    heading('Tickets by state and outcome', table(['state', 'tickets'], sorted(record.endings))),
    heading(
      'Commands',
      table(['command', 'count', 'p50 ms', 'p99 ms', 'longest ms'], commandRows(record.durationsMs)),
    ),
    heading('Mails', table(['notice', 'sent', 'no longer needed', 'other'], mailRows(mails))),
    mails.caught === null
      ? 'The system has a mail server of its own, so nobody counted what arrived.'
      : `The mail catcher holds ${mails.caught} of ${mails.sent} mails sent, ${mails.caughtAgain} of them twice.`,
    ...(record.errors.size === 0
      ? []
      : [heading('Errors', table(['error', 'count'], sorted(record.errors)))]),
    ...record.mismatches.slice(0, 20),
    `${record.writes} commands in ${(record.elapsedMs / 1000).toFixed(1)} s, ` +
      `${((record.writes * 1000) / record.elapsedMs).toFixed(1)} a second. ` +
      `${sum(record.errors)} errors; ${record.mismatches.length} tickets not in the state that their history says.`,
  ].join('\n\n');
}

function messageRows(stories: Replay['stories']): (string | number)[][] {
  const adjustments = new Map<string, number>();
  for (const { script } of stories) {
    for (const name of script.adjustments) adjustments.set(name, (adjustments.get(name) ?? 0) + 1);
  }
  return [
    ['read', stories.length],
    ['submitted', stories.filter((story) => story.ticket !== undefined).length],
    ['played to the end', stories.filter((story) => story.isUnbroken).length],
    ['text changed to fit', stories.filter(({ script }) => script.adjustments.length > 0).length],
    ...sorted(adjustments),
  ];
}

function commandRows(durations: ReadonlyMap<string, readonly number[]>): (string | number)[][] {
  return [...durations].map(([command, values]) => {
    const ascending = values.toSorted((a, b) => a - b);
    const at = (share: number): string =>
      (ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))] ?? 0).toFixed(1);
    return [command, values.length, at(0.5), at(0.99), at(1)];
  });
}

function mailRows(mails: MailTally): (string | number)[][] {
  const rows = [...mails.byKind].sort().map(([kind, states]) => {
    const sent = states.get('sent') ?? 0;
    const obsolete = states.get('obsolete') ?? 0;
    return [kind, sent, obsolete, sum(states) - sent - obsolete] as const;
  });
  const total = (column: 1 | 2 | 3): number => rows.reduce((all, row) => all + row[column], 0);
  return [...rows.map((row) => [...row]), ['all', total(1), total(2), total(3)]];
}

function sorted(counts: ReadonlyMap<string, number>): (string | number)[][] {
  return [...counts].sort(([a], [b]) => a.localeCompare(b)).map(([name, value]) => [name, value]);
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((all, value) => all + value, 0);
}

function table(head: string[], rows: (string | number)[][]): string {
  const colAligns = head.map((_, index) => (index === 0 ? ('left' as const) : ('right' as const)));
  const made = new Table({ head, colAligns, style: { head: [], border: [] } });
  made.push(...rows);
  return made.toString();
}

function heading(title: string, content: string): string {
  return `${title}\n${content}`;
}

import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { shownShare } from '../libs/platform/domain/small-groups.js';

const checkout = resolve(import.meta.dirname, '..');
const PROGRAMS = ['libs/**/*.ts', 'apps/{api,worker,intake}/**/*.ts'];
const NOT_SHOWN = /(?:spec|migration)\.ts$/;

/** A count, a sum or an average as SQL writes it. */
const FIGURE =
  /(?<![.\w])(?:count|sum|avg)\((?:\*|(?:DISTINCT )?\w+(?:\.\w+)?)\)(?=\s*(?:::|AS\b|FILTER\b|FROM\b|,|\)))/gi;

/** Files whose figures about people or opinions are shown through small-groups.ts, and through what of it. */
const SHOWN: Readonly<Record<string, readonly string[]>> = {
  'libs/anonymity/audit/weekly-counts.queries.ts': ['shownCount', 'shownFigure', 'shownShare'],
  'libs/anonymity/issuer/crowd.queries.ts': ['shownCount'],
  'libs/bulletin/reading/receipts.queries.ts': ['shownShare'],
  'libs/sla/policy/policy-shelf.ts': ['shownCount', 'shownShare'],
  'libs/ticket/board/board.queries.ts': ['shownCount'],
  'libs/ticket/store/ticket-list.queries.ts': ['shownCount'],
};

/** Figures that need no threshold, and why. */
const OPEN: Readonly<Record<string, string>> = {
  'apps/api/departments/open-tickets.ts': 'why a department cannot be closed yet',
  'apps/api/policy/surroundings.ts': 'all employees; policy-shelf.ts shows it',
  'libs/anonymity/housekeeping.ts': 'kept, and shown by weekly-counts.queries.ts',
  'libs/bulletin/drafting/bulletin-rules.job.ts': 'decides by a rule; names cases one by one',
  'libs/bulletin/drafting/month-count.ts': 'kept as counted; bulletin-figures.ts shows it',
  'libs/bulletin/reading/bulletins.queries.ts': 'what the reader can open one by one',
  'libs/bulletin/rectification/rectification-commands.ts': 'numbers the answers of one rectification',
  'libs/identity/people/people-directory.ts': 'compared with NAMED_FROM_MEMBERS, never shown',
  'libs/notification/administration/mail-administration.ts': 'mails under way, not people',
  'libs/notification/delivery/mail-claims.ts': 'mails under way, not people',
  'libs/operations/http/operations-view.ts': 'the machinery, for administrators',
  'libs/operations/metrics/load.queries.ts': 'the machinery, for administrators',
  'libs/operations/store/operations-facts.queries.ts': 'the machinery, for administrators',
  'libs/organisation/departments/department-catalogue.ts': 'published scope entries',
  'libs/sla/calendar/calendar-register.ts': 'why a calendar cannot be put away yet',
  'libs/sla/calendar/calendar.queries.ts': 'clocks that use a calendar, for whoever changes it',
  'libs/ticket/attachment/upload-attachment.use-case.ts': 'limits what one person uploads',
  'libs/ticket/store/ticket-row.ts': 'merged tickets, which their desk sees one by one',
  'libs/ticket/store/ticket-store.ts': 'setbacks of one ticket',
};

function figuresIn(source: string): number {
  return [...source.matchAll(FIGURE)].length;
}

describe('numbers about people and opinions', () => {
  const files = globSync(PROGRAMS, { cwd: checkout })
    .filter((path) => !NOT_SHOWN.test(path))
    .map((path) => [path, readFileSync(resolve(checkout, path), 'utf8')] as const);

  it('are found where they are counted', () => {
    expect(files.length).toBeGreaterThan(300);
    expect(figuresIn('SELECT count(*)::int AS people, avg(m.outcome) FROM mark m')).toBe(2);
    expect(figuresIn('SELECT (SELECT count(DISTINCT person_id) FROM mark), sum(x) FILTER (WHERE y)')).toBe(2);
    expect(figuresIn('this.count(tx, month); alarms.count(kind); const all = sum();')).toBe(0);
  });

  it('go through small-groups.ts, or it is written here why they need not', () => {
    const counting = files.filter(([, source]) => figuresIn(source) > 0).map(([path]) => path);
    expect(counting.sort()).toEqual([...Object.keys(SHOWN), ...Object.keys(OPEN)].sort());
  });

  it('are called by their way out where they leave', () => {
    const sources = new Map(files);
    const ways = { ...SHOWN, 'libs/bulletin/reading/bulletin-figures.ts': ['shownShare', 'shownTable'] };
    for (const [path, calls] of Object.entries(ways)) {
      const source = sources.get(path) ?? '';
      expect(source).toMatch(/import \{[^}]*\bshown\w+[^}]*\} from '@huiyin\/platform'/s);
      for (const call of calls) expect([path, source]).toEqual([path, expect.stringContaining(`${call}(`)]);
    }
  });

  it('cannot be passed off as shown without it', () => {
    const shown = shownShare({ of: 20, part: 8 });
    // @ts-expect-error A number that was only counted is none that may be shown.
    const counted: typeof shown = { of: 20, part: 2 };
    expect(counted).not.toEqual(shown);
  });
});

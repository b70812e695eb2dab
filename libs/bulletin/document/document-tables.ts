import type { Locale } from '@huiyin/platform';
import type { BulletinCaseDto, BulletinFiguresDto, BulletinTalkDto } from '../reading/bulletin.dto.js';
import type { DocumentBlock, DocumentTable } from './document-layout.js';
import type { DocumentTexts } from './document-texts.js';

/** How this reader is told names, days and words. */
export interface Wording {
  readonly locale: Locale;
  readonly texts: DocumentTexts;
  department(id: string): string;
  day(iso: string): string;
  /** In the reader's zone, which `zone` names. */
  moment(iso: string): string;
  readonly zone: string;
}

function column(title: string, share: number, isNumber = false): DocumentTable['columns'][number] {
  return { title, share, isNumber };
}

/** Working time in hours and minutes, whatever a working day is. */
function duration(seconds: number, locale: Locale): string {
  const unit = (name: 'hour' | 'minute', count: number): string =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name }).format(count);
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor((seconds % 3_600) / 60);
  return [
    ...(hours > 0 ? [unit('hour', hours)] : []),
    ...(minutes > 0 || hours === 0 ? [unit('minute', minutes)] : []),
  ].join(locale === 'zh-CN' ? '' : ' ');
}

export function figuresTables(figures: BulletinFiguresDto, wording: Wording): DocumentBlock[] {
  const { texts, locale } = wording;
  const number = new Intl.NumberFormat(locale);
  const rate = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const rows = figures.departments.map(({ departmentId, due, overdue }) => [
    wording.department(departmentId),
    number.format(due),
    number.format(overdue),
  ]);
  const together = (title: string, of: BulletinFiguresDto['total']): string[][] =>
    of ? [[title, number.format(of.due), number.format(of.overdue)]] : [];
  const departments = [
    ...rows,
    ...together(texts.others, figures.others),
    ...together(texts.total, figures.total),
  ];
  return [
    {
      kind: 'table',
      columns: [
        column(texts.leg, 0.4),
        column(texts.due, 0.2, true),
        column(texts.onTime, 0.2, true),
        column(texts.rate, 0.2, true),
      ],
      rows: figures.legs.map(({ leg, due, onTime }) =>
        due === null || onTime === null
          ? [texts.legs[leg], texts.tooFew]
          : [texts.legs[leg], number.format(due), number.format(onTime), rate.format(onTime / due)],
      ),
      sums: 0,
    },
    {
      kind: 'table',
      columns: [
        column(texts.department, 0.6),
        column(texts.due, 0.2, true),
        column(texts.overdue, 0.2, true),
      ],
      rows: departments.length > 0 ? departments : [[texts.tooFew]],
      sums: departments.length - rows.length,
    },
    ...movedTable(figures.moved, wording),
    {
      kind: 'small',
      text: texts.countedAt(`${wording.moment(figures.countedAt)} (${wording.zone})`, figures.smallestGroup),
    },
  ];
}

const MOVED = ['extended', 'complex', 'setBack'] as const;

function movedTable(moved: BulletinFiguresDto['moved'], { texts, locale }: Wording): DocumentTable[] {
  if (moved === null) return [];
  const number = new Intl.NumberFormat(locale);
  const shown = (count: number | null): string => (count === null ? texts.tooFew : number.format(count));
  return [
    {
      kind: 'table',
      columns: [column(texts.moved, 0.6), column(texts.number, 0.4, true)],
      rows: MOVED.map((name) => [texts.movedNames[name], shown(moved[name])]),
      sums: 0,
    },
  ];
}

export function talksTable(talks: readonly BulletinTalkDto[], wording: Wording): DocumentTable {
  const { texts } = wording;
  return {
    kind: 'table',
    columns: [column(texts.department, 0.45), column(texts.talkWith, 0.3), column(texts.months, 0.25, true)],
    rows: talks.map(({ departmentId, talk, monthsInARow }) => [
      wording.department(departmentId),
      texts.talkNames[talk],
      String(monthsInARow),
    ]),
    sums: 0,
  };
}

export function casesTable(cases: readonly BulletinCaseDto[], wording: Wording): DocumentTable {
  const { texts, locale } = wording;
  const what = (item: BulletinCaseDto): string[] => {
    if (item.reason !== 'overdue') return [texts.times[item.reason](item.count ?? 0)];
    if (item.leg === null || item.dueAt === null) return [''];
    const late = duration(item.overdueSeconds ?? 0, locale);
    return [texts.legs[item.leg], wording.moment(item.dueAt), late];
  };
  return {
    kind: 'table',
    columns: [
      column(texts.opinion, 0.13),
      column(texts.department, 0.255),
      column(texts.what, 0.21),
      column(texts.dueAt, 0.24),
      column(texts.lateBy, 0.165, true),
    ],
    rows: cases.map((item) => [item.ticketNumber, wording.department(item.departmentId), ...what(item)]),
    sums: 0,
  };
}

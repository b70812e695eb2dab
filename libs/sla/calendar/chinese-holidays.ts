import chineseDays from 'chinese-days';

// CommonJS that hides its names from the module loader: only the default import works at run time.
const { getDayDetail, getSolarDateFromLunar, getSolarTermDate } = chineseDays;

export type LocalisedText = Readonly<Record<'zh-CN' | 'en' | 'ru', string>>;

export interface HolidayYear {
  readonly year: number;
  /** `announced`: from the State Council's notice; `provisional`: only what the law fixes, without adjusted days. */
  readonly state: 'announced' | 'provisional';
  /** In order. `extra` is a weekend day worked in exchange (调休). */
  readonly days: readonly {
    readonly date: string;
    readonly kind: 'holiday' | 'extra';
    readonly name: LocalisedText;
  }[];
}

/** The first year with a notice in the package; the law behind provisional years is that of 2025. */
export const FIRST_ANNOUNCED_YEAR = 2004;

const NAMES = {
  newYear: { 'zh-CN': '元旦', en: "New Year's Day", ru: 'Новый год' },
  spring: { 'zh-CN': '春节', en: 'Spring Festival', ru: 'Праздник Весны' },
  tombs: { 'zh-CN': '清明', en: 'Tomb-sweeping Day', ru: 'Цинмин' },
  labour: { 'zh-CN': '劳动节', en: 'Labour Day', ru: 'День труда' },
  dragonBoat: { 'zh-CN': '端午', en: 'Dragon Boat Festival', ru: 'Праздник драконьих лодок' },
  midAutumn: { 'zh-CN': '中秋', en: 'Mid-autumn Festival', ru: 'Праздник середины осени' },
  national: { 'zh-CN': '国庆节', en: 'National Day', ru: 'День образования КНР' },
} as const satisfies Record<string, LocalisedText>;

/** A holiday by its Chinese name, however it is written in full, in all languages. */
export function chineseHolidayName(name: string): LocalisedText | undefined {
  const bare = name.replace(/节$/, '');
  return Object.values(NAMES).find(({ 'zh-CN': zh }) => zh.replace(/节$/, '') === bare);
}

/**
 * Holidays and adjusted working days of mainland China. The package calls every weekday of a year without a notice a
 * working day, 1 January included, so such a year is recognised and answered with the statutory days alone.
 */
export function chineseHolidays(year: number): HolidayYear {
  return isAnnounced(year)
    ? { year, state: 'announced', days: noticeDays(year) }
    : { year, state: 'provisional', days: statutoryDays(year) };
}

/** A day named in a notice is described as `English,中文,number`; any other only by its weekday. */
function noticeName(date: string): LocalisedText | undefined {
  const [en, zh] = getDayDetail(date).name.split(',');
  if (!en || !zh) return undefined;
  return Object.values(NAMES).find((name) => name['zh-CN'] === zh) ?? { 'zh-CN': zh, en, ru: en };
}

function isAnnounced(year: number): boolean {
  return year >= FIRST_ANNOUNCED_YEAR && noticeName(`${year}-10-01`) !== undefined;
}

function noticeDays(year: number): HolidayYear['days'] {
  return datesOf(year).flatMap((date) => {
    const name = noticeName(date);
    return name
      ? [{ date, kind: getDayDetail(date).work ? ('extra' as const) : ('holiday' as const), name }]
      : [];
  });
}

function statutoryDays(year: number): HolidayYear['days'] {
  const newYearOfTheMoon = getSolarDateFromLunar(`${year}-01-01`).date;
  const days: readonly (readonly [LocalisedText, string, number])[] = [
    [NAMES.newYear, `${year}-01-01`, 1],
    [NAMES.spring, shifted(newYearOfTheMoon, -1), 4],
    [NAMES.tombs, getSolarTermDate(year, 4, 'pure_brightness'), 1],
    [NAMES.labour, `${year}-05-01`, 2],
    [NAMES.dragonBoat, getSolarDateFromLunar(`${year}-05-05`).date, 1],
    [NAMES.midAutumn, getSolarDateFromLunar(`${year}-08-15`).date, 1],
    [NAMES.national, `${year}-10-01`, 3],
  ];
  // Mid-autumn may fall on a day of the National Day: one date, one entry.
  const byDate = new Map(
    days.flatMap(([name, first, count]) =>
      Array.from({ length: count }, (_, i) => [shifted(first, i), name] as const),
    ),
  );
  return [...byDate]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([date, name]) => ({ date, kind: 'holiday' as const, name }));
}

function datesOf(year: number): string[] {
  const length = (Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / 86_400_000;
  return Array.from({ length }, (_, i) => shifted(`${year}-01-01`, i));
}

function shifted(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

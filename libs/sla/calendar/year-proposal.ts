import type { WallSpan } from '../domain/calendar-definition.js';
import { OFFICE_HOURS } from './default-calendar.js';
import { chineseHolidays, type LocalisedText } from './chinese-holidays.js';
import type { CalendarDay, CalendarYear, StoredCalendar } from './stored-calendar.js';

export interface YearProposal extends CalendarYear {
  /** Where the days come from: `notice` is the State Council's, `law` what is fixed for ever, `rules` another country's. */
  readonly source: 'notice' | 'law' | 'rules';
  readonly days: readonly CalendarDay[];
}

export interface HolidayCountry {
  /** ISO 3166-1. */
  readonly code: string;
  readonly regions: readonly { readonly code: string; readonly name: string }[];
}

const FIRST_YEAR = 2000;
const LAST_YEAR = 2100;

/** The hours of an ordinary working day, for a day that is worked in exchange. */
export function usualHours({ weekly }: Pick<StoredCalendar, 'weekly'>): readonly WallSpan[] {
  const hours = (weekly.mon ?? Object.values(weekly).find((spans) => spans.length > 0) ?? []).filter(
    ([, to]) => to <= '24:00',
  );
  return hours.length > 0 ? hours : OFFICE_HOURS;
}

/**
 * The holidays that a country's rules give for a year, null when nothing is known. Nothing of it holds before an
 * administrator has published it. Rules know no decree, so every year but China's announced ones is provisional.
 */
export async function proposeYear(
  year: number,
  place: { readonly country: string; readonly region: string | null },
  hours: readonly WallSpan[],
): Promise<YearProposal | null> {
  if (year < FIRST_YEAR || year > LAST_YEAR) return null;
  if (place.country === 'CN') {
    const { state, days } = chineseHolidays(year);
    return {
      year,
      state,
      source: state === 'announced' ? 'notice' : 'law',
      days: days.map((day) => ({ ...day, spans: day.kind === 'extra' ? hours : [] })),
    };
  }
  const Holidays = await holidayRules();
  const known = (await holidayCountries()).find(({ code }) => code === place.country);
  if (!known || (place.region !== null && !known.regions.some(({ code }) => code === place.region)))
    return null;
  const rules = new Holidays(place.country, place.region ?? '', { types: ['public'] });
  const names = new Map<string, LocalisedText>();
  for (const [locale, language] of [
    ['zh-CN', 'zh'],
    ['en', 'en'],
    ['ru', 'ru'],
  ] as const) {
    for (const holiday of rules.getHolidays(year, language)) {
      for (const date of datesOf(holiday, year)) {
        const name = holiday.name.slice(0, 100);
        names.set(date, { ...(names.get(date) ?? { 'zh-CN': name, en: name, ru: name }), [locale]: name });
      }
    }
  }
  if (names.size === 0) return null;
  const days = [...names]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([date, name]) => ({ date, kind: 'holiday' as const, spans: [], name }));
  return { year, state: 'provisional', source: 'rules', days };
}

let countries: readonly HolidayCountry[] | undefined;

/** Countries whose holidays can be proposed. */
export async function holidayCountries(): Promise<readonly HolidayCountry[]> {
  if (countries) return countries;
  const rules = new (await holidayRules())();
  countries = Object.keys(rules.getCountries()).map((code) => ({
    code,
    regions:
      code === 'CN'
        ? []
        : Object.entries(rules.getStates(code) ?? {}).map(([region, name]) => ({ code: region, name })),
  }));
  return countries;
}

/** Read when it is first asked for: the rules of all countries are large, and a year is proposed once a year. */
async function holidayRules() {
  return (await import('date-holidays')).default;
}

/** Every date that a holiday covers; its length may be several days or parts of one, its start is local. */
function datesOf(holiday: { date: string; start: Date; end: Date }, year: number): string[] {
  const first = Date.parse(`${holiday.date.slice(0, 10)}T00:00:00Z`);
  const length = Math.max(1, Math.round((holiday.end.getTime() - holiday.start.getTime()) / 86_400_000));
  return Array.from({ length }, (_, i) => new Date(first + i * 86_400_000).toISOString().slice(0, 10)).filter(
    (date) => date.startsWith(String(year)),
  );
}

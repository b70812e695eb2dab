import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@huiyin/platform';
import { dayView, readChange, weeklyView, type DayView } from './calendar-content.js';
import { differencesBetween, workingYears } from './calendar-differences.js';
import type {
  CalendarTrialDto,
  HolidayCountryDto,
  IcsReadingDto,
  YearProposalDto,
  YearProposalQueryDto,
} from './calendar.dto.js';
import { CalendarQueries } from './calendar.queries.js';
import { calendarRefusals } from './calendar-refusals.js';
import { readIcs } from './ics-reading.js';
import { holidayCountries, proposeYear, usualHours } from './year-proposal.js';

/** Rules of a file without an end are followed for so many years. */
const YEARS_AHEAD = 5;

/** What is looked at before anything is published; it writes nothing. */
@Injectable()
export class CalendarReview {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly queries: CalendarQueries,
  ) {}

  async try(id: string, change: unknown): Promise<CalendarTrialDto> {
    const { stored: before } = await this.queries.newest(id);
    const { stored: after, faults } = readChange(change, before);
    const differences = differencesBetween(before, after);
    const touched = differences.days.map(({ date }) => Number(date.slice(0, 4)));
    const running = this.unitOfWork.now().getUTCFullYear();
    const ahead = after.years.map(({ year }) => year).filter((year) => year >= running);
    const known = [...new Set([...touched, ...ahead])].filter((year) => year >= 1900 && year <= 2499);
    const years = faults.length > 0 ? [] : known.sort((a, b) => a - b);
    const workedBefore = workingYears(before, years);
    return {
      faults,
      differences,
      workingYears: workingYears(after, years).map(({ year, workingDays }, i) => ({
        year,
        before: workedBefore[i]?.workingDays ?? 0,
        after: workingDays,
      })),
      ...(await this.queries.openClocks(id)),
    };
  }

  async propose(id: string, { year, country, region }: YearProposalQueryDto): Promise<YearProposalDto> {
    const { stored } = await this.queries.newest(id);
    const proposal = await proposeYear(year, { country, region: region ?? null }, usualHours(stored));
    if (!proposal) throw calendarRefusals.refuse('calendar.no-proposal');
    return { ...proposal, days: proposal.days.map(dayView) };
  }

  async countries(): Promise<HolidayCountryDto[]> {
    return [...(await holidayCountries())];
  }

  async read(id: string, bytes: Uint8Array): Promise<IcsReadingDto> {
    const { stored } = await this.queries.newest(id);
    const lastYear = this.unitOfWork.now().getUTCFullYear() + YEARS_AHEAD;
    const { days, years, weekly, ...reading } = readIcs(decode(bytes), usualHours(stored), lastYear);
    const byYear = new Map<number, DayView[]>(years.map(({ year }) => [year, []]));
    for (const day of days) byYear.get(Number(day.date.slice(0, 4)))?.push(dayView(day));
    return {
      ...reading,
      weekly: weekly && weeklyView(weekly),
      years: years.map((year) => ({ ...year, days: byYear.get(year.year) ?? [] })),
    };
  }
}

/** UTF-8 as the format demands, otherwise the encoding that older Chinese programs write. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

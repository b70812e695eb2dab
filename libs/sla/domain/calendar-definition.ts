import { BusinessCalendar } from './business-calendar.js';
import { DAY_MS, LocalSchedule, type DaySpans } from './local-schedule.js';
import { canonicalTimeZone, EARLIEST_MS, LATEST_MS } from './zone-offsets.js';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Wall-clock times `HH:MM` or `HH:MM:SS`, half open; `24:00` ends a day. */
export type WallSpan = readonly [from: string, to: string];

/** A calendar as people write it. Dates are `YYYY-MM-DD`, local to the zone. */
export interface CalendarDefinition {
  /** IANA name. */
  readonly timeZone: string;
  /**
   * A weekday not named is closed. A shift over midnight counts on past 24:00: `['22:00', '30:00']` runs until six in
   * the morning; what lies after midnight belongs to the next date, and closes with it.
   */
  readonly weekly: Readonly<Partial<Record<Weekday, readonly WallSpan[]>>>;
  /** Dates closed all day. */
  readonly holidays?: readonly string[];
  /** Spans that replace the weekly ones on a date, also when the date is a holiday (调休). */
  readonly extraDays?: Readonly<Record<string, readonly WallSpan[]>>;
  /** Spans cut out of a date's working time: a holiday for part of a day. They may overlap. */
  readonly breaks?: Readonly<Record<string, readonly WallSpan[]>>;
}

export type CalendarRule =
  'required' | 'type' | 'unknown-zone' | 'unknown-weekday' | 'date' | 'time' | 'reversed' | 'overlap';

/** What is wrong and where: `field` is a path into the definition, `rule` a stable word. */
export interface CalendarFault {
  readonly field: string;
  readonly rule: CalendarRule;
  readonly message: string;
}

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
  readonly field: string;
}

/**
 * The calendar, or everything that is wrong with its definition. A calendar without working time is accepted here:
 * elapsed time in it is 0, and asking it for a deadline throws.
 */
export function parseCalendar(definition: CalendarDefinition): BusinessCalendar | CalendarFault[] {
  return new DefinitionReader().read(definition);
}

/** Reads what may have come from anywhere: the declared types are checked, not believed. */
class DefinitionReader {
  private readonly faults: CalendarFault[] = [];

  read(definition: unknown): BusinessCalendar | CalendarFault[] {
    if (!isRecord(definition)) {
      this.fault('', 'type', 'A calendar is an object.');
      return this.faults;
    }
    const timeZone = this.timeZone(definition['timeZone']);
    const weekly = this.weekly(definition['weekly']);
    const exceptions = this.exceptions(definition, weekly);
    if (timeZone === undefined || this.faults.length > 0) return this.faults;
    return new BusinessCalendar(timeZone, new LocalSchedule(weekly, exceptions));
  }

  private timeZone(name: unknown): string | undefined {
    if (typeof name !== 'string' || name === '') {
      this.fault('timeZone', 'required', 'A calendar needs an IANA time zone such as Asia/Shanghai.');
      return undefined;
    }
    const zone = canonicalTimeZone(name);
    if (zone === undefined) this.fault('timeZone', 'unknown-zone', `There is no IANA time zone "${name}".`);
    return zone;
  }

  private weekly(value: unknown): DaySpans[] {
    const days: Span[][] = WEEKDAYS.map(() => []);
    if (!isRecord(value)) {
      this.fault('weekly', 'required', 'A calendar needs its weekly spans, mon to sun.');
      return days;
    }
    for (const [name, list] of Object.entries(value)) {
      const weekday = (WEEKDAYS as readonly string[]).indexOf(name);
      if (weekday < 0)
        this.fault(
          `weekly.${name}`,
          'unknown-weekday',
          `Weekdays are ${WEEKDAYS.join(', ')}, not "${name}".`,
        );
      for (const span of this.spans(list, `weekly.${name}`, 2 * DAY_MS)) {
        if (span.fromMs < DAY_MS) days[weekday]?.push({ ...span, toMs: Math.min(span.toMs, DAY_MS) });
        if (span.toMs > DAY_MS) {
          const fromMs = Math.max(span.fromMs - DAY_MS, 0);
          days[(weekday + 1) % 7]?.push({ ...span, fromMs, toMs: span.toMs - DAY_MS });
        }
      }
    }
    return days.map((spans) => this.joined(spans));
  }

  private exceptions(
    definition: Record<string, unknown>,
    weekly: readonly DaySpans[],
  ): Map<number, DaySpans> {
    const exceptions = new Map<number, DaySpans>();
    const holidays = definition['holidays'] ?? [];
    if (!Array.isArray(holidays)) this.fault('holidays', 'type', 'Holidays are a list of dates.');
    else
      holidays.forEach((date: unknown, i) => {
        const day = this.day(date, `holidays[${i}]`);
        if (day !== undefined) exceptions.set(day, []);
      });
    for (const [day, spans] of this.dated(definition['extraDays'], 'extraDays'))
      exceptions.set(day, this.joined(spans));
    const usual = new LocalSchedule(weekly, exceptions);
    for (const [day, cuts] of this.dated(definition['breaks'], 'breaks'))
      exceptions.set(day, cuts.reduce(without, usual.spansOf(day)));
    return exceptions;
  }

  private dated(value: unknown, field: string): [number, Span[]][] {
    if (value === undefined || value === null) return [];
    if (!isRecord(value)) {
      this.fault(field, 'type', 'Expected an object from dates to lists of spans.');
      return [];
    }
    const days: [number, Span[]][] = [];
    for (const [date, list] of Object.entries(value)) {
      const day = this.day(date, `${field}.${date}`);
      const spans = this.spans(list, `${field}.${date}`, DAY_MS);
      if (day !== undefined) days.push([day, spans]);
    }
    return days;
  }

  private day(value: unknown, field: string): number | undefined {
    const ms = typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(value) : NaN;
    // Date.parse of some engines rolls 30 February over; a real date reads back as it was written.
    if (ms >= EARLIEST_MS && ms < LATEST_MS && new Date(ms).toISOString().startsWith(String(value)))
      return ms / DAY_MS;
    this.fault(field, 'date', 'Expected a date YYYY-MM-DD that exists, in the years 1900 to 2499.');
    return undefined;
  }

  private spans(value: unknown, field: string, latestMs: number): Span[] {
    if (!Array.isArray(value)) {
      this.fault(field, 'type', 'Expected a list of [from, to] wall-clock times.');
      return [];
    }
    const spans: Span[] = [];
    value.forEach((pair: unknown, i) => {
      const where = `${field}[${i}]`;
      if (!Array.isArray(pair) || pair.length !== 2) {
        this.fault(where, 'type', 'A span is a pair of wall-clock times: [from, to].');
        return;
      }
      const fromMs = this.time(pair[0], `${where}[0]`, latestMs);
      const toMs = this.time(pair[1], `${where}[1]`, latestMs);
      if (fromMs === undefined || toMs === undefined) return;
      if (fromMs >= toMs || fromMs >= DAY_MS || toMs - fromMs > DAY_MS)
        this.fault(where, 'reversed', 'A span begins before 24:00, ends later, and lasts a day at most.');
      else spans.push({ fromMs, toMs, field: where });
    });
    return spans;
  }

  private time(value: unknown, field: string, latestMs: number): number | undefined {
    const parts = typeof value === 'string' ? /^(\d\d):([0-5]\d)(?::([0-5]\d))?$/.exec(value) : null;
    const ms = parts
      ? (Number(parts[1]) * 3_600 + Number(parts[2]) * 60 + Number(parts[3] ?? 0)) * 1_000
      : NaN;
    if (ms <= latestMs) return ms;
    this.fault(field, 'time', `Expected a time HH:MM or HH:MM:SS, ${latestMs / 3_600_000}:00 at most.`);
    return undefined;
  }

  /** In order, with spans that touch made one. */
  private joined(spans: readonly Span[]): DaySpans {
    const joined: { fromMs: number; toMs: number }[] = [];
    for (const { fromMs, toMs, field } of [...spans].sort((a, b) => a.fromMs - b.fromMs)) {
      const last = joined.at(-1);
      if (last && fromMs < last.toMs)
        this.fault(field, 'overlap', 'The span overlaps another one of its day.');
      if (last && fromMs <= last.toMs) last.toMs = Math.max(last.toMs, toMs);
      else joined.push({ fromMs, toMs });
    }
    return joined;
  }

  private fault(field: string, rule: CalendarRule, message: string): void {
    this.faults.push({ field, rule, message });
  }
}

function without(spans: DaySpans, cut: Span): DaySpans {
  return spans.flatMap((span) =>
    [
      { fromMs: span.fromMs, toMs: Math.min(span.toMs, cut.fromMs) },
      { fromMs: Math.max(span.fromMs, cut.toMs), toMs: span.toMs },
    ].filter(({ fromMs, toMs }) => fromMs < toMs),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

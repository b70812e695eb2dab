import type { CalendarDefinition, Weekday } from '@huiyin/sla';

export const MINUTE_MS = 60_000;

/** What the clocks of a place show in each minute of a window, asked of Intl one minute at a time. */
export interface MinuteWindow {
  readonly timeZone: string;
  readonly startMs: number;
  readonly days: readonly { readonly date: string; readonly weekday: Weekday }[];
  /** Per minute of the window: index into `days`, and minutes shown since midnight. */
  readonly dayOf: Uint16Array;
  readonly minuteOfDay: Uint16Array;
}

export function readMinutes(timeZone: string, start: string, length: number): MinuteWindow {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const startMs = Date.parse(start);
  const days: { date: string; weekday: Weekday }[] = [];
  const dayOf = new Uint16Array(length);
  const minuteOfDay = new Uint16Array(length);
  for (let minute = 0; minute < length; minute++) {
    const shown = format.formatToParts(startMs + minute * MINUTE_MS);
    const part = Object.fromEntries(shown.map(({ type, value }) => [type, value]));
    const date = `${part['year']}-${part['month']}-${part['day']}`;
    if (days.at(-1)?.date !== date) {
      days.push({ date, weekday: String(part['weekday']).slice(0, 3).toLowerCase() as Weekday });
    }
    dayOf[minute] = days.length - 1;
    minuteOfDay[minute] = Number(part['hour']) * 60 + Number(part['minute']);
  }
  return { timeZone, startMs, days, dayOf, minuteOfDay };
}

/**
 * Working time found by looking at every single minute. Shares nothing with the arithmetic that it judges: no sums, no
 * offsets, no search. Knows spans within one day on whole minutes only.
 */
export class MinuteCounter {
  private readonly open: Uint8Array;

  constructor(
    private readonly window: MinuteWindow,
    definition: CalendarDefinition,
  ) {
    const { days, dayOf, minuteOfDay } = window;
    const openOf = days.map(({ date, weekday }) => openMinutes(definition, date, weekday));
    this.open = Uint8Array.from(
      dayOf,
      (_, minute) => openOf[dayOf[minute] ?? 0]?.[minuteOfDay[minute] ?? 0] ?? 0,
    );
  }

  isOpen(minute: number): boolean {
    return this.open[minute] === 1;
  }

  /** Open minutes of [from, to) outside the pauses; all are minutes of the window. */
  elapsed(from: number, to: number, pauses: readonly MinuteSpan[]): number {
    return this.running(pauses)
      .subarray(from, to)
      .reduce((sum, isRunning) => sum + isRunning, 0);
  }

  /** The minute at whose begin the target is used up, undefined when that is not within the window. */
  deadline(from: number, target: number, pauses: readonly MinuteSpan[]): number | undefined {
    const running = this.running(pauses);
    let count = 0;
    for (let minute = from; minute < running.length; minute++) {
      if (running[minute] === 0) continue;
      if (target === 0) return minute;
      if (++count === target) return minute + 1;
    }
    return undefined;
  }

  instant(minute: number): Date {
    return new Date(this.window.startMs + minute * MINUTE_MS);
  }

  private running(pauses: readonly MinuteSpan[]): Uint8Array {
    const running = this.open.slice();
    for (const [from, to] of pauses) running.fill(0, from, to);
    return running;
  }
}

export type MinuteSpan = readonly [from: number, to: number];

function openMinutes(definition: CalendarDefinition, date: string, weekday: Weekday): Uint8Array {
  const spans =
    definition.extraDays?.[date] ??
    (definition.holidays?.includes(date) ? [] : (definition.weekly[weekday] ?? []));
  const open = new Uint8Array(24 * 60);
  for (const [from, to] of spans) open.fill(1, ofDay(from), ofDay(to));
  for (const [from, to] of definition.breaks?.[date] ?? []) open.fill(0, ofDay(from), ofDay(to));
  return open;
}

function ofDay(time: string): number {
  const [hours = NaN, minutes = NaN] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

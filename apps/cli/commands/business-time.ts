import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { Command } from 'commander';
import {
  type BusinessCalendar,
  type CalendarDefinition,
  deadline,
  elapsedSeconds,
  parseCalendar,
  type Pause,
} from '@huiyin/sla';

/** `result` is an instant for a deadline, working minutes for elapsed time. */
export type CaseResult =
  | { readonly id: unknown; readonly result: string | number }
  | { readonly id: unknown; readonly error: string };

/** Ends in an offset or Z: a wall-clock time alone is no instant. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;
const MINUTE_MS = 60_000;

export function businessTimeCommand(): Command {
  return new Command('business-time')
    .description(
      'count working time: cases on standard input, results on standard output, one JSON object a line',
    )
    .action(async () => {
      const lines = createInterface({ input: process.stdin, crlfDelay: Infinity });
      try {
        await pipeline(lines, answers, process.stdout, { end: false });
      } catch (error) {
        // The reader has seen enough, as `head` does.
        if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
      }
    });
}

async function* answers(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) if (line.trim() !== '') yield `${JSON.stringify(answerCase(line))}\n`;
}

/** The answer to one line of input; whatever is wrong with the line is its answer. */
export function answerCase(line: string): CaseResult {
  let id: unknown = null;
  try {
    const given: unknown = JSON.parse(line);
    if (!isRecord(given)) throw new CaseFault('a case is a JSON object');
    id = given['id'] ?? null;
    const definition: unknown = given;
    const calendar = parseCalendar(definition as CalendarDefinition);
    if (Array.isArray(calendar)) {
      throw new CaseFault(
        calendar.map(({ field, rule, message }) => `${field}: ${rule}: ${message}`).join(' '),
      );
    }
    return { id, result: answer(given, calendar) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}

class CaseFault extends Error {}

function answer(given: Readonly<Record<string, unknown>>, calendar: BusinessCalendar): string | number {
  const start = instant(given['start'], 'start');
  const pauses = pausesOf(given['pauses'] ?? []);
  switch (given['kind']) {
    case 'deadline':
      return wallClock(calendar, deadline(calendar, start, durationSeconds(given), pauses));
    case 'elapsed':
      return elapsedSeconds(calendar, start, instant(given['end'], 'end'), pauses) / 60;
    default:
      throw new CaseFault('kind: expected deadline or elapsed');
  }
}

function durationSeconds(given: Readonly<Record<string, unknown>>): number {
  const seconds = given['durationSeconds'];
  if (seconds !== undefined) return duration(seconds, 'durationSeconds');
  return duration(given['durationMinutes'], 'durationMinutes') * 60;
}

function duration(value: unknown, field: string): number {
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
  throw new CaseFault(`${field}: expected a number, zero or more`);
}

function pausesOf(value: unknown): Pause[] {
  if (!Array.isArray(value)) throw new CaseFault('pauses: expected a list of [from, to]');
  return value.map((pair: unknown, i) => {
    if (!Array.isArray(pair) || pair.length !== 2) throw new CaseFault(`pauses[${i}]: expected [from, to]`);
    const start = instant(pair[0], `pauses[${i}][0]`);
    const end = instant(pair[1], `pauses[${i}][1]`);
    if (end < start) throw new CaseFault(`pauses[${i}]: ends before it begins`);
    return { start, end };
  });
}

function instant(value: unknown, field: string): Date {
  if (typeof value === 'string' && INSTANT.test(value) && isDate(value.slice(0, 10))) {
    const at = new Date(value);
    if (!Number.isNaN(at.getTime())) return at;
  }
  throw new CaseFault(`${field}: expected an instant with its offset, such as 2026-03-02T09:00:00+08:00`);
}

/** The engine takes 30 February for 2 March; a real date reads back as it was written. */
function isDate(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** ISO 8601 as the clocks of the place show it; UTC where their offset has seconds, as before 1900. */
function wallClock(calendar: BusinessCalendar, at: Date): string {
  const offsetMs = calendar.offsetMs(at.getTime());
  if (offsetMs % MINUTE_MS !== 0) return at.toISOString();
  const local = new Date(at.getTime() + offsetMs).toISOString().replace(/(\.000)?Z$/, '');
  const minutes = Math.abs(offsetMs) / MINUTE_MS;
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${local}${offsetMs < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

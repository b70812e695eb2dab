import { dayIn } from './local-instant.js';

interface Span {
  startsAt: string;
  endsAt: string;
  seconds: number;
}

/** One day on which working time was counted, or several in a row without any. Days as YYYY-MM-DD. */
export interface CountedDays {
  firstDay: string;
  lastDay: string;
  spans: Span[];
}

const DAY_MILLIS = 86_400_000;

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MILLIS).toISOString().slice(0, 10);

/** Spans by the day on which they begin, oldest first, with the days between them that have none. */
export function countedDays(spans: readonly Span[], timeZone: string): CountedDays[] {
  const days: CountedDays[] = [];
  for (const span of spans) {
    const day = dayIn(timeZone, Date.parse(span.startsAt));
    const last = days.at(-1);
    if (last?.lastDay === day) {
      last.spans.push(span);
      continue;
    }
    if (last && dayAfter(last.lastDay, 1) < day)
      days.push({ firstDay: dayAfter(last.lastDay, 1), lastDay: dayAfter(day, -1), spans: [] });
    days.push({ firstDay: day, lastDay: day, spans: [span] });
  }
  return days;
}

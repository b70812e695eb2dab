import chineseDays from 'chinese-days';

/** Milliseconds since the epoch, half open. */
export type Stretch = readonly [fromMs: number, toMs: number];

/** Wall-clock spans `HH:MM` of one date; all within the date. */
export type DayHours = readonly (readonly [from: string, to: string])[];

const DAY_MS = 86_400_000;
/** Beyond this many days without an end something is wrong with the question. */
const LONGEST_WALK_DAYS = 4_000;

/**
 * When a place works, found by walking from day to day and from span to span. Written from the rules, and shares
 * nothing with the arithmetic that it judges: no running sums, no search, no offsets kept.
 */
export class OpenHours {
  private readonly days = new Map<number, readonly Stretch[]>();
  private readonly shown: Intl.DateTimeFormat;

  /** @param hoursOf what a date `YYYY-MM-DD` works; the weekday counts from Sunday, 0 */
  constructor(
    timeZone: string,
    private readonly hoursOf: (date: string, weekday: number) => DayHours,
  ) {
    this.shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  }

  /** The earliest instant by which so many open seconds outside the pauses have passed. */
  deadline(startMs: number, seconds: number, pauses: readonly Stretch[]): number {
    let leftMs = seconds * 1_000;
    for (const [fromMs, toMs] of this.running(startMs, pauses)) {
      if (leftMs === 0) return fromMs;
      if (toMs - fromMs >= leftMs) return fromMs + leftMs;
      leftMs -= toMs - fromMs;
    }
    throw new Error('This place never works long enough.');
  }

  /** Open seconds of [startMs, endMs) outside the pauses. */
  elapsed(startMs: number, endMs: number, pauses: readonly Stretch[]): number {
    let sumMs = 0;
    for (const [fromMs, toMs] of this.running(startMs, pauses)) {
      if (fromMs >= endMs) break;
      sumMs += Math.min(toMs, endMs) - fromMs;
    }
    return sumMs / 1_000;
  }

  isOpen(instantMs: number): boolean {
    const day = Math.floor(instantMs / DAY_MS);
    return [day - 1, day, day + 1].some((near) =>
      this.openOn(near).some(([fromMs, toMs]) => fromMs <= instantMs && instantMs < toMs),
    );
  }

  private *running(startMs: number, pauses: readonly Stretch[]): Generator<Stretch> {
    const firstDay = Math.floor(startMs / DAY_MS) - 1;
    for (let day = firstDay; day < firstDay + LONGEST_WALK_DAYS; day++) {
      for (const [fromMs, toMs] of this.openOn(day)) {
        if (toMs > startMs) yield* without([Math.max(fromMs, startMs), toMs], pauses);
      }
    }
  }

  private openOn(day: number): readonly Stretch[] {
    let stretches = this.days.get(day);
    if (stretches === undefined) {
      const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
      stretches = this.hoursOf(date, (day + 4) % 7).map(([from, to]) => [
        this.instant(day, from),
        this.instant(day, to),
      ]);
      this.days.set(day, stretches);
    }
    return stretches;
  }

  /** When the clocks of the place show this time of this day. */
  private instant(day: number, time: string): number {
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    const wantedMs = day * DAY_MS + (hours * 60 + minutes) * 60_000;
    let guessMs = wantedMs;
    // Twice, because the first correction may cross a change of the clocks.
    for (let turn = 0; turn < 2; turn++) guessMs += wantedMs - this.wallMs(guessMs);
    return guessMs;
  }

  /** What the clocks of the place show at an instant, read as if it were UTC. */
  private wallMs(instantMs: number): number {
    return Date.parse(`${this.shown.format(instantMs).replace(' ', 'T')}Z`);
  }
}

function* without([fromMs, toMs]: Stretch, pauses: readonly Stretch[]): Generator<Stretch> {
  let atMs = fromMs;
  for (const [pauseMs, resumeMs] of [...pauses].sort(([a], [b]) => a - b)) {
    if (resumeMs <= atMs || pauseMs >= toMs) continue;
    if (pauseMs > atMs) yield [atMs, pauseMs];
    atMs = Math.max(atMs, resumeMs);
  }
  if (atMs < toMs) yield [atMs, toMs];
}

export const CHINESE_OFFICE: DayHours = [
  ['09:00', '12:00'],
  ['13:30', '18:00'],
];

/** Office hours in China on the days that the yearly notices make working days, adjusted weekends included. */
export function chineseOffice(): OpenHours {
  return new OpenHours('Asia/Shanghai', (date) => (chineseDays.isWorkday(date) ? CHINESE_OFFICE : []));
}

import { Clock } from '@huiyin/platform';

/** Time that stands still until a test moves it. */
export class MovableClock extends Clock {
  private instant: Date;

  /** @param start ISO 8601 instant with offset, e.g. `2026-03-02T09:00:00+08:00` */
  constructor(start: string) {
    super();
    this.instant = new Date(start);
  }

  now(): Date {
    return new Date(this.instant);
  }

  moveTo(instant: string | Date): void {
    this.instant = new Date(instant);
  }

  advance(duration: {
    days?: number;
    hours?: number;
    minutes?: number;
    seconds?: number;
    ms?: number;
  }): void {
    const { days = 0, hours = 0, minutes = 0, seconds = 0, ms = 0 } = duration;
    const totalMs = (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000 + ms;
    this.instant = new Date(this.instant.getTime() + totalMs);
  }
}

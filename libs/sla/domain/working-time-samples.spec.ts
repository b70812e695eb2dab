import { readFileSync } from 'node:fs';
import { parseCalendar, type CalendarDefinition } from './calendar-definition.js';
import { deadline, elapsedSeconds } from './working-time.js';

interface Sample extends CalendarDefinition {
  readonly id: string;
  readonly source: string;
  readonly kind: 'deadline' | 'elapsed';
  readonly start: string;
  readonly end?: string;
  readonly durationMinutes?: number;
  readonly durationSeconds?: number;
  readonly pauses?: readonly (readonly [string, string])[];
  readonly expected: string | number;
  readonly expectedSeconds?: number;
}

const samples = JSON.parse(readFileSync('test/fixtures/business-time-samples.json', 'utf8')) as Sample[];

describe('working time agrees with the cases of other systems', () => {
  it('has cases to compare', () => expect(samples.length).toBeGreaterThan(80));

  it.each(samples.map((sample) => [sample.id, sample.source, sample] as const))(
    '%s %s',
    (_id, _source, sample) => {
      const calendar = parseCalendar(sample);
      if (Array.isArray(calendar)) throw new Error(JSON.stringify(calendar));
      const pauses = (sample.pauses ?? []).map(([from, to]) => ({
        start: new Date(from),
        end: new Date(to),
      }));
      if (sample.kind === 'deadline') {
        const seconds = sample.durationSeconds ?? (sample.durationMinutes ?? NaN) * 60;
        const due = deadline(calendar, new Date(sample.start), seconds, pauses);
        expect(due.toISOString()).toBe(new Date(sample.expected).toISOString());
      } else {
        const seconds = elapsedSeconds(calendar, new Date(sample.start), new Date(sample.end ?? NaN), pauses);
        expect(seconds).toBe(sample.expectedSeconds ?? Number(sample.expected) * 60);
      }
    },
  );
});

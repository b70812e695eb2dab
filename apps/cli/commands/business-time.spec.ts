import { readFileSync } from 'node:fs';
import { answerCase } from './business-time.js';

interface Sample {
  readonly id: string;
  readonly kind: string;
  readonly expected: string | number;
  readonly expectedSeconds?: number;
}

const samples = JSON.parse(readFileSync('test/fixtures/business-time-samples.json', 'utf8')) as Sample[];

const base = {
  id: 'x',
  kind: 'deadline',
  timeZone: 'Asia/Shanghai',
  weekly: { mon: [['09:00', '17:00']] },
  start: '2026-03-02T09:00:00+08:00',
  durationMinutes: 60,
};

function errorOf(change: object): string | undefined {
  const answer = answerCase(JSON.stringify({ ...base, ...change }));
  return 'error' in answer ? answer.error : undefined;
}

describe('business-time', () => {
  it.each(samples.map((sample) => [sample.id, sample] as const))('answers %s as expected', (id, sample) => {
    const answer = answerCase(JSON.stringify(sample));
    if (typeof sample.expected === 'string') {
      expect(answer).toEqual({ id, result: sample.expected });
    } else {
      const minutes = sample.expectedSeconds === undefined ? sample.expected : sample.expectedSeconds / 60;
      expect(answer).toEqual({ id, result: minutes });
    }
  });

  it.each([
    [{ kind: 'sum' }, 'kind:'],
    [{ start: '2026-03-02T09:00:00' }, 'start:'],
    [{ start: '2026-02-30T09:00:00+08:00' }, 'start:'],
    [{ durationMinutes: -1 }, 'durationMinutes:'],
    [{ durationMinutes: '60' }, 'durationMinutes:'],
    [{ durationSeconds: null }, 'durationSeconds:'],
    [{ kind: 'elapsed' }, 'end:'],
    [{ pauses: [['2026-03-02T10:00:00Z', '2026-03-02T09:00:00Z']] }, 'pauses[0]:'],
    [{ timeZone: 'Asia/Peking' }, 'timeZone: unknown-zone:'],
    [{ weekly: { mon: [['17:00', '09:00']] } }, 'weekly.mon[0]: reversed:'],
    [{ weekly: {} }, 'The calendar has no working time at all.'],
    [{ durationMinutes: 1e12 }, 'Working time is known for the years 1900 to 2499 only.'],
  ])('refuses %j and says why', (change, reason) => {
    expect(errorOf(change)).toContain(reason);
  });

  it('answers a line that is no JSON object', () => {
    expect(answerCase('{"id":')).toMatchObject({ id: null, error: expect.any(String) });
    expect(answerCase('[]')).toEqual({ id: null, error: 'a case is a JSON object' });
  });
});

import { countedDays } from './counted-days.js';

const span = (startsAt: string, endsAt: string) => ({
  startsAt,
  endsAt,
  seconds: (Date.parse(endsAt) - Date.parse(startsAt)) / 1000,
});

describe('the days of a deadline', () => {
  it('puts spans on the day of the calendar, not of Greenwich, and shows the days off between them', () => {
    const friday = [
      span('2026-09-24T22:30:00Z', '2026-09-25T02:00:00Z'),
      span('2026-09-25T03:00:00Z', '2026-09-25T08:00:00Z'),
    ];
    const monday = span('2026-09-28T01:00:00Z', '2026-09-28T04:00:00Z');
    expect(countedDays([...friday, monday], 'Asia/Shanghai')).toEqual([
      { firstDay: '2026-09-25', lastDay: '2026-09-25', spans: friday },
      { firstDay: '2026-09-26', lastDay: '2026-09-27', spans: [] },
      { firstDay: '2026-09-28', lastDay: '2026-09-28', spans: [monday] },
    ]);
  });

  it('counts a night on the day on which it begins, and has nothing to say about nothing', () => {
    const nights = [
      span('2026-12-31T22:00:00Z', '2027-01-01T06:00:00Z'),
      span('2027-01-01T22:00:00Z', '2027-01-02T06:00:00Z'),
    ];
    expect(countedDays(nights, 'UTC').map(({ firstDay }) => firstDay)).toEqual(['2026-12-31', '2027-01-01']);
    expect(countedDays([], 'UTC')).toEqual([]);
  });
});

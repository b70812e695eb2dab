import { dayAfter, splitEdition } from './edition.js';

it('knows the date of an edition, and the time where there are many a day', () => {
  expect(splitEdition('2026-11-28')).toEqual({ date: '2026-11-28', time: null });
  expect(splitEdition('2026-11-28-0905')).toEqual({ date: '2026-11-28', time: '09:05' });
});

it('knows the day after', () => {
  expect(['2026-11-28', '2026-12-31', '2028-02-28'].map(dayAfter)).toEqual([
    '2026-11-29',
    '2027-01-01',
    '2028-02-29',
  ]);
});

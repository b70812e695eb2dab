import { newId } from '@huiyin/platform';
import { MovableClock } from '../../../test/support/movable-clock.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { testSettings } from '../../../test/support/test-settings.js';
import { Log, UnitOfWork } from '@huiyin/platform';
import { deadline } from '../domain/working-time.js';
import { CalendarDirectory } from './calendar-directory.js';

describe('CalendarDirectory', () => {
  let database: TestDatabase;
  let directory: CalendarDirectory;

  beforeAll(async () => {
    database = await createTestDatabase();
    const clock = new MovableClock('2026-02-13T17:00:00+08:00');
    directory = new CalendarDirectory(
      new UnitOfWork(database.dataSource, clock),
      clock,
      new Log(testSettings({ databaseUrl: database.url })),
    );
  });
  afterAll(() => database.drop());

  it('ships with office hours and holidays of China', async () => {
    const { calendar, version, stored } = await directory.calendarFor(null, newId(new Date(0)));
    expect(version).toBe(1);
    // One working day from Friday 17:00 over the Saturday worked before Spring Festival.
    const due = deadline(calendar, new Date('2026-02-13T17:00:00+08:00'), 450 * 60);
    expect(due).toEqual(new Date('2026-02-14T17:00:00+08:00'));
    expect(deadline(calendar, due, 2 * 3_600)).toEqual(new Date('2026-02-24T10:00:00+08:00'));
    expect(stored.years.find((year) => year.year === 2026)?.state).toBe('announced');
    expect(stored.years.find((year) => year.year === 2027)?.state).toBe('provisional');
  });

  it.each(['calendar_version', 'calendar_year', 'calendar_day'])('rows of %s never change', async (table) => {
    const column = table === 'calendar_version' ? 'weekly' : table === 'calendar_year' ? 'state' : 'name';
    await expect(database.dataSource.query(`UPDATE ${table} SET ${column} = ${column}`)).rejects.toThrow(
      /never changed/,
    );
    await expect(database.dataSource.query(`DELETE FROM ${table}`)).rejects.toThrow(/never changed/);
  });
});

import { Log, newId, Refused, type Tx, UnitOfWork } from '@huiyin/platform';
import { MovableClock } from '../../../test/support/movable-clock.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { testSettings } from '../../../test/support/test-settings.js';
import { deadline } from '../domain/working-time.js';
import { CalendarDirectory } from './calendar-directory.js';
import { CalendarRegister } from './calendar-register.js';
import { defaultCalendar } from './default-calendar.js';
import type { StoredCalendar } from './stored-calendar.js';

const NAME = { 'zh-CN': '柏林', en: 'Berlin', ru: 'Берлин' };
const BERLIN: StoredCalendar = { ...defaultCalendar(2026, 2026), timeZone: 'Europe/Berlin' };

describe('calendars', () => {
  let database: TestDatabase;
  let unitOfWork: UnitOfWork;
  let directory: CalendarDirectory;
  const register = new CalendarRegister();
  const clock = new MovableClock('2026-02-13T17:00:00+08:00');

  beforeAll(async () => {
    database = await createTestDatabase();
    unitOfWork = new UnitOfWork(database.dataSource, clock);
    directory = openDirectory();
  });
  afterAll(() => database.drop());

  function openDirectory(): CalendarDirectory {
    return new CalendarDirectory(unitOfWork, clock, new Log(testSettings({ databaseUrl: database.url })));
  }

  const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    unitOfWork.run({ kind: 'system', name: 'test' }, work);

  const refusalOf = (work: Promise<unknown>): Promise<Refused> =>
    work.then(
      () => Promise.reject(new Error('It was not refused.')),
      (error: unknown) => (error instanceof Refused ? error : Promise.reject(error as Error)),
    );

  it('ship with office hours and holidays of China', async () => {
    const { calendar, version, stored } = await directory.calendarFor(null, newId(new Date(0)));
    expect(version).toBe(1);
    // One working day from Friday 17:00 over the Saturday worked before Spring Festival.
    const due = deadline(calendar, new Date('2026-02-13T17:00:00+08:00'), 450 * 60);
    expect(due).toEqual(new Date('2026-02-14T17:00:00+08:00'));
    expect(deadline(calendar, due, 2 * 3_600)).toEqual(new Date('2026-02-24T10:00:00+08:00'));
    expect(stored.years.find((year) => year.year === 2026)?.state).toBe('announced');
    expect(stored.years.find((year) => year.year === 2027)?.state).toBe('provisional');
  });

  it('hold for the department or site they are given to, the department first', async () => {
    const [departmentId, siteId] = [newId(clock.now()), newId(clock.now())];
    const id = await run((tx) => register.add(tx, { code: 'berlin', name: NAME, content: BERLIN }));
    await run((tx) => register.assign(tx, siteId, id));
    await directory.refresh();
    expect((await directory.calendarFor(departmentId)).calendar.timeZone).toBe('Asia/Shanghai');
    expect((await directory.calendarFor(departmentId, siteId)).calendar.timeZone).toBe('Europe/Berlin');
    const { calendarId } = await directory.calendarFor();
    await run((tx) => register.assign(tx, departmentId, calendarId));
    await directory.refresh();
    expect((await directory.calendarFor(departmentId, siteId)).calendarId).toBe(calendarId);
    await run((tx) => register.assign(tx, departmentId, null));
    await directory.refresh();
    expect((await directory.calendarFor(departmentId, siteId)).calendarId).toBe(id);
  });

  it('change by a new version, and the old one still counts as it did', async () => {
    const siteId = newId(clock.now());
    const id = await run((tx) => register.add(tx, { code: 'changing', name: NAME, content: BERLIN }));
    await run((tx) => register.assign(tx, siteId, id));
    const shorter: StoredCalendar = { ...BERLIN, weekly: { mon: [['09:00', '10:00']] } };
    expect(await run((tx) => register.publish(tx, id, 1, shorter))).toBe(2);
    await directory.refresh();

    const start = new Date('2026-03-02T09:00:00+01:00');
    const now = await directory.calendarFor(siteId);
    expect(now.version).toBe(2);
    expect(deadline(now.calendar, start, 7_200)).toEqual(new Date('2026-03-09T10:00:00+01:00'));
    const before = await directory.calendar(id, 1);
    expect(deadline(before.calendar, start, 7_200)).toEqual(new Date('2026-03-02T11:00:00+01:00'));

    const refused = await refusalOf(run((tx) => register.publish(tx, id, 1, BERLIN)));
    expect(refused).toMatchObject({ code: 'calendar.version-changed', parameters: { version: 2 } });
    const rows: { type: string; version: number }[] = await database.dataSource.query(
      `SELECT type, version FROM event WHERE stream_id = $1 ORDER BY version`,
      [id],
    );
    expect(rows.map(({ type }) => type)).toEqual([
      'calendar.published',
      'calendar.assigned',
      'calendar.published',
    ]);
  });

  it('let only one of two people publish the next version', async () => {
    const id = await run((tx) => register.add(tx, { code: 'contended', name: NAME, content: BERLIN }));
    const results = await Promise.allSettled(
      [1, 2, 3].map(() => run((tx) => register.publish(tx, id, 1, BERLIN))),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('are followed by other processes without being told', async () => {
    const other = openDirectory();
    const { calendarId, version } = await other.calendarFor();
    await run((tx) => register.publish(tx, calendarId, version, defaultCalendar(2026, 2026)));
    expect((await other.calendarFor()).version).toBe(version);
    clock.advance({ seconds: 10 });
    // Answers from memory at once while it reads anew.
    expect((await other.calendarFor()).version).toBe(version);
    await other.refresh();
    expect((await other.calendarFor()).version).toBe(version + 1);
  });

  it('are refused with every place that is wrong', async () => {
    const content: StoredCalendar = {
      timeZone: 'Europe/Berlin',
      weekly: { mon: [['10:00', '09:00']] },
      years: [{ year: 2026, state: 'announced' }],
      days: [
        { date: '2027-01-01', kind: 'holiday', spans: [], name: NAME },
        { date: '2026-01-01', kind: 'holiday', spans: [['09:00', '10:00']], name: NAME },
        { date: '2026-01-01', kind: 'holiday', spans: [], name: NAME },
      ],
    };
    const refused = await refusalOf(run((tx) => register.add(tx, { code: 'No Code', name: NAME, content })));
    expect(refused.code).toBe('calendar.invalid');
    expect(refused.errors.map(({ field, rule }) => `${field} ${rule}`)).toEqual([
      'days[0] outside-year',
      'days[1] spans',
      'days[2] twice',
      'weekly.mon[0] reversed',
      'code pattern',
    ]);
    const closed = run((tx) =>
      register.add(tx, { code: 'closed', name: NAME, content: { ...BERLIN, weekly: {} } }),
    );
    expect((await refusalOf(closed)).errors[0]?.rule).toBe('no-working-time');
    const taken = run((tx) => register.add(tx, { code: 'china-office', name: NAME, content: BERLIN }));
    expect((await refusalOf(taken)).code).toBe('calendar.code-taken');
    const unknown = run((tx) => register.assign(tx, newId(clock.now()), newId(clock.now())));
    expect((await refusalOf(unknown)).code).toBe('calendar.not-found');
  });

  it.each(['calendar_version', 'calendar_year', 'calendar_day'])('rows of %s never change', async (table) => {
    const column = { calendar_version: 'weekly', calendar_year: 'state', calendar_day: 'name' }[table];
    const change = database.dataSource.query(`UPDATE ${table} SET ${column} = ${column}`);
    await expect(change).rejects.toThrow(/never changed/);
    await expect(database.dataSource.query(`DELETE FROM ${table}`)).rejects.toThrow(/never changed/);
  });
});

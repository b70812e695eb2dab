import { UnitOfWork } from '@huiyin/platform';
import { MovableClock } from '../../test/support/movable-clock.js';
import { createTestDatabase, type TestDatabase } from '../../test/support/test-database.js';
import { housekeepIdentity } from './housekeeping.js';
import { isAbsent, PeopleDirectory } from './people/people-directory.js';
import { PersonRegister } from './people/person-register.js';
import { Sessions } from './session/sessions.js';
import { SignInThrottle } from './sign-in/sign-in-throttle.js';

const ACTOR = { kind: 'system', name: 'test' } as const;

describe('identity', () => {
  let database: TestDatabase;
  let clock: MovableClock;
  let unitOfWork: UnitOfWork;
  let personId: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    clock = new MovableClock('2026-03-02T09:00:00+08:00');
    unitOfWork = new UnitOfWork(database.dataSource, clock);
    personId = await unitOfWork.run(ACTOR, (tx) =>
      new PersonRegister().add(tx, {
        employeeNumber: 'a1',
        name: '样小一',
        email: 'a1@example.test',
        locale: 'zh-CN',
        siteId: null,
        departmentId: null,
        roles: ['leader'],
        passwordHash: null,
        mustChangePassword: true,
      }),
    );
  });
  afterAll(() => database.drop());

  const count = async (table: string): Promise<number> =>
    (await unitOfWork.read(`SELECT 1 FROM ${table}`)).length;

  it('tells other rooms what they may know about people', async () => {
    const directory = new PeopleDirectory(unitOfWork);
    const unknown = '00000000-0000-7000-8000-000000000000';
    expect(await directory.person(null, personId)).toMatchObject({
      employeeNumber: 'A1',
      name: '样小一',
      timeZone: 'Asia/Shanghai',
      roles: ['leader'],
      isActive: true,
    });
    expect(await directory.person(null, unknown)).toBeNull();
    expect(await directory.names([personId, null, unknown, personId])).toEqual(
      new Map([[personId, '样小一']]),
    );
  });

  it('sees inside a transaction what the transaction has written', async () => {
    const directory = new PeopleDirectory(unitOfWork);
    await unitOfWork.run(ACTOR, async (tx) => {
      await new PersonRegister().change(tx, personId, null, { locale: 'ru' });
      expect((await directory.person(tx, personId))?.locale).toBe('ru');
      expect((await directory.person(null, personId))?.locale).toBe('zh-CN');
    });
  });

  it.each([
    [null, null, false],
    ['2026-03-02T10:00:00Z', null, true],
    ['2026-03-02T10:00:01Z', null, false],
    ['2026-03-01T00:00:00Z', '2026-03-02T10:00:00Z', false],
    ['2026-03-01T00:00:00Z', '2026-03-02T10:00:01Z', true],
    [null, '2026-03-03T00:00:00Z', false],
  ])('counts an absence from %s until %s as %s at ten', (from, until, absent) => {
    const person = {
      absentFrom: from === null ? null : new Date(from),
      absentUntil: until === null ? null : new Date(until),
    };
    expect(isAbsent(person, new Date('2026-03-02T10:00:00Z'))).toBe(absent);
  });

  it('clears up what no longer means anything, and nothing else', async () => {
    const throttle = new SignInThrottle(unitOfWork);
    const attempt = { employeeNumber: 'A1', address: '192.0.2.1', knownDeviceHash: null };
    const sessions = new Sessions(unitOfWork);
    await throttle.admit(attempt);
    await unitOfWork.run(ACTOR, async (tx) => {
      await sessions.open(tx, personId, true);
      await sessions.open(tx, personId, false);
      await tx.execute(`INSERT INTO known_device VALUES ($1, $2, $3)`, [Buffer.alloc(32), personId, tx.now]);
    });
    clock.advance({ hours: 1 });
    await unitOfWork.run(ACTOR, housekeepIdentity);
    expect([await count('session'), await count('sign_in_bucket'), await count('known_device')]).toEqual([
      1, 2, 1,
    ]);
    clock.advance({ days: 8 });
    await unitOfWork.run(ACTOR, housekeepIdentity);
    expect([await count('session'), await count('sign_in_bucket'), await count('known_device')]).toEqual([
      0, 0, 1,
    ]);
    clock.advance({ days: 180 });
    await unitOfWork.run(ACTOR, housekeepIdentity);
    expect(await count('known_device')).toBe(0);
  });
});

import { PersonRegister } from '@huiyin/identity';
import { UnitOfWork } from '@huiyin/platform';
import { MovableClock } from '../../../test/support/movable-clock.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { OrganisationProfile } from '../profile/organisation-profile.js';
import { DepartmentDirectory } from './department-directory.js';
import { DepartmentRegister } from './department-register.js';

const ACTOR = { kind: 'system', name: 'test' } as const;
const NAME = { 'zh-CN': '部门', en: 'Department', ru: 'Отдел' };

describe('DepartmentDirectory', () => {
  let database: TestDatabase;
  let unitOfWork: UnitOfWork;
  let directory: DepartmentDirectory;
  const register = new DepartmentRegister({ openTicketsOf: () => Promise.resolve(0) });
  const people: Record<string, string> = {};
  const departments: Record<string, string> = {};

  beforeAll(async () => {
    database = await createTestDatabase();
    unitOfWork = new UnitOfWork(database.dataSource, new MovableClock('2026-03-02T09:00:00+08:00'));
    directory = new DepartmentDirectory(unitOfWork);
    await unitOfWork.run(ACTOR, async (tx) => {
      for (const employeeNumber of ['HEAD', 'DEPUTY', 'HANDLER', 'LEADER', 'DUTY', 'GONE']) {
        people[employeeNumber] = await new PersonRegister().add(tx, {
          employeeNumber,
          name: employeeNumber,
          email: null,
          locale: 'en',
          siteId: null,
          departmentId: null,
          roles: [],
          passwordHash: null,
          mustChangePassword: true,
        });
      }
      await new PersonRegister().change(tx, people['GONE'] ?? '', null, { isActive: false });
      await new OrganisationProfile(unitOfWork).change(tx, null, { dutyLeaderId: people['DUTY'] });
      const add = async (
        code: string,
        leader: string | null,
        kind: 'ordinary' | 'coordinator' = 'ordinary',
      ) => {
        departments[code] = await register.add(tx, {
          code,
          name: NAME,
          kind,
          siteId: null,
          parentId: null,
          headId: people['HEAD'] ?? null,
          deputyId: people['DEPUTY'] ?? null,
          leaderId: leader === null ? null : (people[leader] ?? null),
          handlerIds: [people['HANDLER'] ?? '', people['HEAD'] ?? ''],
        });
      };
      await add('LED', 'LEADER');
      await add('UNLED', null);
      await add('OWN', 'HEAD');
      await add('LEFT', 'GONE');
      await add('CATCH', 'LEADER', 'coordinator');
    });
  });
  afterAll(() => database.drop());

  it.each([
    ['LED', 'LEADER'],
    ['UNLED', 'DUTY'],
    ['OWN', 'DUTY'],
    ['LEFT', 'DUTY'],
  ])('sends an escalation of %s to %s', async (code, leader) => {
    const department = await directory.department(null, departments[code] ?? '');
    expect(department && (await directory.responsibleLeader(department))).toBe(people[leader]);
  });

  it('tells everything that a person is to departments', async () => {
    const head = await directory.standingOf(people['HEAD'] ?? '');
    expect(head.memberships.filter(({ relation }) => relation === 'head')).toHaveLength(5);
    expect(head.memberships.filter(({ relation }) => relation === 'handler')).toHaveLength(5);
    expect(head).toMatchObject({
      leads: [departments['OWN']],
      isDutyLeader: false,
      isCoordinatorMember: true,
    });
    expect(await directory.standingOf(people['DUTY'] ?? '')).toEqual({
      memberships: [],
      leads: [],
      isDutyLeader: true,
      isCoordinatorMember: false,
    });
    // Leading the coordinators is not being one.
    const leader = await directory.standingOf(people['LEADER'] ?? '');
    expect(leader).toMatchObject({ memberships: [], isCoordinatorMember: false });
    expect([...leader.leads].sort()).toEqual([departments['LED'], departments['CATCH']].sort());
    expect((await directory.standingOf(people['GONE'] ?? '')).memberships).toEqual([]);
  });

  it('tells for which departments the leader on duty stands in', async () => {
    const standsIn = ['UNLED', 'OWN', 'LEFT'].map((code) => departments[code]);
    expect(await directory.ledByDutyLeader()).toEqual(standsIn.sort());
  });

  it('finds the coordinator, the handlers and the leader on duty', async () => {
    expect((await directory.coordinatorDepartment())?.id).toBe(departments['CATCH']);
    expect(await directory.handlerIds(departments['LED'] ?? '')).toEqual(
      [people['HANDLER'], people['HEAD']].sort(),
    );
    expect(await directory.dutyLeaderId()).toBe(people['DUTY']);
    expect(await directory.department(null, '00000000-0000-7000-8000-000000000000')).toBeNull();
  });

  it('keeps a department as it is while a transaction that read it lasts', async () => {
    const id = departments['LED'] ?? '';
    const order: string[] = [];
    let deactivation: Promise<unknown> = Promise.resolve();
    await unitOfWork.run(ACTOR, async (tx) => {
      expect((await directory.department(tx, id))?.isActive).toBe(true);
      deactivation = unitOfWork
        .run(ACTOR, (other) => register.change(other, id, null, { isActive: false }))
        .then(() => order.push('deactivated'));
      // The other transaction is waiting for ours once the server says so.
      for (let waiting = 0; waiting === 0;) {
        const [row] = await unitOfWork.read<{ count: number }>(
          `SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        );
        waiting = row?.count ?? 0;
      }
      order.push('submitted');
    });
    await deactivation;
    expect(order).toEqual(['submitted', 'deactivated']);
    expect((await directory.department(null, id))?.isActive).toBe(false);
  });
});

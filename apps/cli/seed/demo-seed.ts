import { Passwords, PersonRegister } from '@huiyin/identity';
import {
  DepartmentRegister,
  OrganisationProfile,
  ScopeRegister,
  SiteRegister,
  type LocalisedText,
  type ScopeData,
} from '@huiyin/organisation';
import { Tx, UnitOfWork, type Locale } from '@huiyin/platform';
import type { DemoScope, Trilingual } from './demo-department.js';
import { OPERATIONS } from './demo-departments-operations.js';
import { SUPPORT } from './demo-departments-support.js';
import { DEMO_PASSWORD, demoPeople, DUTY_LEADER } from './demo-people.js';

const SITES = [
  { code: 'EAST', name: ['东湾职场', 'East Bay site', 'Площадка «Восток»'] as const },
  { code: 'NORTH', name: ['北岸职场', 'North Bank site', 'Площадка «Север»'] as const },
];
const TIME_ZONE = 'Asia/Shanghai';
const NAME: Trilingual = [
  '回音客服中心（演示）',
  'Huiyin Contact Centre (demo)',
  'Контакт-центр «Хуэйинь» (демо)',
];
/** Headed by its own leader, so that the demo shows the duty leader stepping in. */
const HEADED_BY_ITS_LEADER = 'SAFETY';

const DAY_MS = 86_400_000;
/** Any fixed number: two programs that seed at once come one after the other. */
const SEED_LOCK = 7_241_908;

function localised([chinese, english, russian]: Trilingual): LocalisedText {
  return { 'zh-CN': chinese, en: english, ru: russian };
}

function localisedList(items: readonly Trilingual[]): Record<Locale, string[]> {
  return {
    'zh-CN': items.map((item) => item[0]),
    en: items.map((item) => item[1]),
    ru: items.map((item) => item[2]),
  };
}

function dataOf({ title, belongs, belongsNot }: Omit<DemoScope, 'before'>): ScopeData {
  return {
    title: localised(title),
    belongs: localisedList(belongs),
    belongsNot: localisedList(belongsNot),
  };
}

function known(ids: ReadonlyMap<string, string>, code: string): string {
  const id = ids.get(code);
  if (id === undefined) throw new Error(`The demo organisation speaks of ${code}, which it does not have.`);
  return id;
}

/** Whether the database has any person at all. */
export async function hasPeople(unitOfWork: UnitOfWork): Promise<boolean> {
  const [row] = await unitOfWork.read<{ found: boolean }>(`SELECT EXISTS (SELECT FROM person) AS found`);
  return row?.found ?? false;
}

/** Fills a database without people with the demo organisation; does nothing otherwise. Answers whether it did. */
export async function seedDemo(unitOfWork: UnitOfWork): Promise<boolean> {
  if (await hasPeople(unitOfWork)) return false;
  const passwordHash = await new Passwords().hash(DEMO_PASSWORD);
  return unitOfWork.run({ kind: 'system', name: 'seed' }, async (tx) => {
    await tx.rows(`SELECT pg_advisory_xact_lock($1)`, [SEED_LOCK]);
    const taken = await tx.row<{ found: boolean }>(`SELECT EXISTS (SELECT FROM person) AS found`);
    if (taken?.found) return false;
    await new DemoSeed(unitOfWork, tx, passwordHash).plant();
    return true;
  });
}

class DemoSeed {
  // A department is deactivated by nobody here, so nobody asks for its open work.
  private readonly departments = new DepartmentRegister({ openTicketsOf: () => Promise.resolve(0) });
  private readonly people = new PersonRegister();
  private readonly plan = [...OPERATIONS, ...SUPPORT];

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tx: Tx,
    private readonly passwordHash: string,
  ) {}

  async plant(): Promise<void> {
    const sites = await this.plantSites();
    const departments = await this.plantDepartments(sites);
    const people = await this.plantPeople(sites, departments);
    await this.appoint(departments, people);
    await new OrganisationProfile(this.unitOfWork).change(this.tx, null, {
      name: localised(NAME),
      dutyLeaderId: known(people, DUTY_LEADER),
    });
  }

  private async plantSites(): Promise<Map<string, string>> {
    const register = new SiteRegister();
    const ids = new Map<string, string>();
    for (const { code, name } of SITES) {
      ids.set(code, await register.add(this.tx, { code, name: localised(name), timeZone: TIME_ZONE }));
    }
    return ids;
  }

  private async plantDepartments(sites: ReadonlyMap<string, string>): Promise<Map<string, string>> {
    const ids = new Map<string, string>();
    for (const department of this.plan) {
      const id = await this.departments.add(this.tx, {
        code: department.code,
        name: localised(department.name),
        kind: department.kind ?? 'ordinary',
        siteId: department.site ? known(sites, department.site) : null,
        parentId: null,
        headId: null,
        deputyId: null,
        leaderId: null,
        handlerIds: [],
      });
      ids.set(department.code, id);
      for (const scope of department.scopes) await this.publish(id, scope);
    }
    return ids;
  }

  private async publish(departmentId: string, scope: DemoScope): Promise<void> {
    const register = new ScopeRegister();
    const [first, ...next] = [...(scope.before ?? []), { ...scope, publishedDaysAgo: 0 }];
    if (!first) return;
    const lineageId = await register.publish(
      this.daysAgo(first.publishedDaysAgo),
      departmentId,
      dataOf(first),
    );
    for (const [index, version] of next.entries())
      await register.publishNext(
        this.daysAgo(version.publishedDaysAgo),
        lineageId,
        index + 1,
        dataOf(version),
      );
  }

  /** The same transaction, as if it had been made so long ago. */
  private daysAgo(days: number): Tx {
    const { manager, actor, now } = this.tx;
    return new Tx(manager, actor, new Date(now.getTime() - days * DAY_MS));
  }

  private async plantPeople(
    sites: ReadonlyMap<string, string>,
    departments: ReadonlyMap<string, string>,
  ): Promise<Map<string, string>> {
    const ids = new Map<string, string>();
    for (const person of demoPeople(this.plan.map(({ code }) => code))) {
      const id = await this.people.add(this.tx, {
        employeeNumber: person.employeeNumber,
        name: person.name,
        email: `${person.employeeNumber.toLowerCase()}@huiyin.example.test`,
        locale: person.locale,
        timeZone: TIME_ZONE,
        siteId: known(sites, person.site),
        departmentId: person.department === null ? null : known(departments, person.department),
        roles: person.roles,
        passwordHash: this.passwordHash,
        mustChangePassword: false,
        isDemo: true,
      });
      ids.set(person.employeeNumber, id);
    }
    return ids;
  }

  private async appoint(
    departments: ReadonlyMap<string, string>,
    people: ReadonlyMap<string, string>,
  ): Promise<void> {
    const staff = demoPeople(this.plan.map(({ code }) => code));
    for (const { code, leader } of this.plan) {
      const on = (duty: string): string[] =>
        staff
          .filter((person) => person.department === code && person.duty === duty)
          .map((person) => known(people, person.employeeNumber));
      const leaderId = known(people, leader);
      await this.departments.change(this.tx, known(departments, code), null, {
        headId: code === HEADED_BY_ITS_LEADER ? leaderId : on('head')[0],
        deputyId: on('deputy')[0],
        leaderId,
        handlerIds: code === HEADED_BY_ITS_LEADER ? [...on('head'), ...on('handler')] : on('handler'),
      });
    }
  }
}

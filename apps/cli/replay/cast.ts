import { OPERATIONS } from '../seed/demo-departments-operations.js';
import { SUPPORT } from '../seed/demo-departments-support.js';
import { DEMO_PASSWORD, demoPeople } from '../seed/demo-people.js';
import { Sentence } from '../sentence.js';
import { ApiPerson } from './api-person.js';
import type { Hand, Stage } from './replay-plan.js';

const ADMINISTRATOR = 'S9001';

interface ListedDepartment {
  readonly id: string;
  readonly code: string;
  readonly head: { readonly id: string } | null;
}

/** The demo people of a running system, each signed in when first needed and only once. */
export class Cast {
  private readonly people = new Map<string, ApiPerson>();

  private constructor(
    private readonly url: string,
    private readonly patienceMs: number,
    readonly stage: Stage,
    /** Employee number of who works on the tickets of a department, by department id. */
    private readonly desks: ReadonlyMap<string, string>,
    /** Employee number of who answers for a department, by department id: a leader in one of them. */
    private readonly heads: ReadonlyMap<string, string>,
    private readonly leaders: ReadonlyMap<string, string>,
  ) {}

  /** @throws Sentence when the system is not there or is no demo */
  static async meet(url: string, patienceMs: number): Promise<Cast> {
    const plan = [...OPERATIONS, ...SUPPORT];
    const people = demoPeople(plan.map(({ code }) => code));
    const administrator = new ApiPerson(url, ADMINISTRATOR, DEMO_PASSWORD, patienceMs);
    const listed = await administrator
      .send({ method: 'GET', path: '/departments' })
      .catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        throw new Sentence(`No demo system answers at ${url} (${reason}): start one with npm start.`);
      });
    const departments = (listed.body['items'] ?? []) as ListedDepartment[];
    const ids = new Map(departments.map(({ code, id }) => [code, id]));
    const stage = {
      agents: people.filter(({ duty }) => duty === 'agent').map(({ employeeNumber }) => employeeNumber),
      departmentIds: plan
        .filter(({ kind }) => kind === undefined)
        .map(({ code }) => ids.get(code))
        .filter((id) => id !== undefined),
    };
    if (stage.departmentIds.length < 2) {
      throw new Sentence(`The system at ${url} has no demo organisation: use one in demo mode.`);
    }
    const desks = new Map<string, string>();
    for (const person of people) {
      const id = person.department === null ? undefined : ids.get(person.department);
      if (id !== undefined && person.duty === 'head') desks.set(id, person.employeeNumber);
    }
    const leaders = await Cast.findLeaders(url, patienceMs, people);
    const heads = new Map(desks);
    for (const { id, head } of departments) {
      const leader = leaders.get(head?.id ?? '');
      if (leader !== undefined) heads.set(id, leader);
    }
    const cast = new Cast(url, patienceMs, stage, desks, heads, leaders);
    cast.people.set(ADMINISTRATOR, administrator);
    return cast;
  }

  get administrator(): ApiPerson {
    return this.person(ADMINISTRATOR);
  }

  person(employeeNumber: string): ApiPerson {
    let person = this.people.get(employeeNumber);
    if (person === undefined) {
      person = new ApiPerson(this.url, employeeNumber, DEMO_PASSWORD, this.patienceMs);
      this.people.set(employeeNumber, person);
    }
    return person;
  }

  head(departmentId: string): ApiPerson {
    return this.person(known(this.heads, departmentId));
  }

  /** Who takes a step; `leaderId` is the leader that the ticket names. */
  actor(hand: Hand, author: string, leaderId: string | undefined): ApiPerson {
    switch (hand.kind) {
      case 'author':
        return this.person(author);
      case 'desk':
        return this.person(known(this.desks, hand.departmentId));
      case 'leader':
        return this.person(known(this.leaders, leaderId ?? ''));
    }
  }

  private static async findLeaders(
    url: string,
    patienceMs: number,
    people: ReturnType<typeof demoPeople>,
  ): Promise<Map<string, string>> {
    const leaders = new Map<string, string>();
    for (const { employeeNumber, duty } of people) {
      if (duty !== 'leader') continue;
      const leader = new ApiPerson(url, employeeNumber, DEMO_PASSWORD, patienceMs);
      const me = await leader.send({ method: 'GET', path: '/session' });
      leaders.set(String(me.body['id']), employeeNumber);
    }
    return leaders;
  }
}

function known(map: ReadonlyMap<string, string>, id: string): string {
  const employeeNumber = map.get(id);
  if (employeeNumber === undefined) throw new Error(`The demo organisation has nobody for ${id}.`);
  return employeeNumber;
}

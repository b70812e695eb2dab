import { DepartmentDirectory } from '@huiyin/organisation';
import { SystemClock, UnitOfWork } from '@huiyin/platform';
import { seedDemo } from '../../../apps/cli/seed/demo-seed.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { TicketAccess } from './ticket-access.js';
import { factsOf, TICKET_COLUMNS, type TicketRow } from './ticket-row.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database.drop();
});

describe('who sees a ticket', () => {
  it('is the same for the rows that are selected and for what may be done with one', async () => {
    const unitOfWork = new UnitOfWork(database.dataSource, new SystemClock());
    await seedDemo(unitOfWork);
    // Every department, three authors, with and without a leader: more than enough to tell two rules apart.
    await database.dataSource.query(
      `INSERT INTO ticket (id, number, kind, urgency, title, body, author_kind, author_person_id, state, department_id, leader_id,
                           may_publish_wording, submitted_at, due_at, version, chain_hash)
       SELECT gen_random_uuid(), 'T-' || row_number() OVER (), 'problem', 'ordinary', 'title', 'body', 'named', author.id, 'open',
              d.id, leader.id, true, now(), now(), 1, decode(repeat('00', 32), 'hex')
         FROM department d
         CROSS JOIN (SELECT id FROM person WHERE employee_number IN ('A1001', 'H2111', 'L3002')) author
         CROSS JOIN (SELECT id FROM person WHERE employee_number IN ('L3001', 'L3003') UNION ALL SELECT NULL) leader`,
    );
    const access = new TicketAccess(new DepartmentDirectory(unitOfWork), unitOfWork);
    const rows = await unitOfWork.read<TicketRow>(`SELECT ${TICKET_COLUMNS} FROM ticket t`);
    const people = await unitOfWork.read<{ id: string; employeeNumber: string }>(
      `SELECT id, employee_number AS "employeeNumber" FROM person`,
    );
    const counts: number[] = [];
    for (const person of people) {
      const viewer = await access.viewer(person.id);
      const visible = access.visible(viewer, 1);
      const selected = await unitOfWork.read<{ id: string }>(
        `SELECT t.id FROM ticket t WHERE ${visible.sql}`,
        visible.parameters,
      );
      const seen = rows.filter((row) => access.sees(viewer, factsOf(row))).map((row) => row.id);
      expect([person.employeeNumber, selected.map((row) => row.id).sort()]).toEqual([
        person.employeeNumber,
        seen.sort(),
      ]);
      counts.push(seen.length);
    }
    // An agent who wrote nothing sees nothing; the coordinator sees all.
    expect(Math.min(...counts)).toBe(0);
    expect(Math.max(...counts)).toBe(rows.length);
  });

  it('lets nobody handle what they wrote themselves', async () => {
    const unitOfWork = new UnitOfWork(database.dataSource, new SystemClock());
    const access = new TicketAccess(new DepartmentDirectory(unitOfWork), unitOfWork);
    const [own] = await unitOfWork.read<TicketRow>(
      `SELECT ${TICKET_COLUMNS} FROM ticket t JOIN department d ON d.id = t.department_id
        WHERE d.code = 'CANTEEN' AND t.author_person_id = d.head_id AND t.leader_id IS NULL`,
    );
    if (!own) throw new Error('no ticket of the head');
    const viewer = await access.viewer(own.author_person_id ?? '');
    expect([...access.standings(viewer, factsOf(own))]).toEqual(['author']);
  });
});

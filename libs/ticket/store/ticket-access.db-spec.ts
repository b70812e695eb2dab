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
  it('is whoever may do something with it, and besides only who leads the department', async () => {
    const unitOfWork = new UnitOfWork(database.dataSource, new SystemClock());
    await seedDemo(unitOfWork);
    // Of the owners below one has left and one is away; L3003 is the leader on duty.
    await database.dataSource.query(
      `UPDATE person SET is_active = employee_number <> 'L3001',
              absent_from = CASE employee_number WHEN 'L3002' THEN now() - interval '1 day' END`,
    );
    // Every department, three authors, with and without a leader: more than enough to tell two rules apart.
    await database.dataSource.query(
      `INSERT INTO ticket (id, number, kind, urgency, title, body, author_kind, author_person_id, state, department_id, leader_id,
                           may_publish_wording, submitted_at, due_at, version, chain_hash)
       SELECT gen_random_uuid(), 'T-' || row_number() OVER (), 'problem', 'ordinary', 'title', 'body', 'named', author.id, 'open',
              d.id, leader.id, true, now(), now(), 1, decode(repeat('00', 32), 'hex')
         FROM department d
         CROSS JOIN (SELECT id FROM person WHERE employee_number IN ('A1001', 'H2111', 'L3002')) author
         CROSS JOIN (SELECT id FROM person WHERE employee_number IN ('L3001', 'L3002', 'L3003') UNION ALL SELECT NULL) leader`,
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
      const seen = rows
        .filter(
          (row) =>
            access.standings(viewer, factsOf(row)).size > 0 || viewer.leads.includes(row.department_id),
        )
        .map((row) => row.id);
      expect([person.employeeNumber, selected.map((row) => row.id).sort()]).toEqual([
        person.employeeNumber,
        seen.sort(),
      ]);
      const parameters: unknown[] = [];
      const owned = access.owned(viewer, (value) => `$${parameters.push(value)}`);
      const listed = await unitOfWork.read<{ id: string }>(
        `SELECT t.id FROM ticket t WHERE t.leader_id IS NOT NULL AND ${owned}`,
        parameters,
      );
      const led = rows.filter((row) => row.leader_id && access.standings(viewer, factsOf(row)).has('leader'));
      expect([person.employeeNumber, listed.map((row) => row.id).sort()]).toEqual([
        person.employeeNumber,
        led.map((row) => row.id).sort(),
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

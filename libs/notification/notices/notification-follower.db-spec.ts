import { MovableClock } from '../../../test/support/movable-clock.js';
import { NoticeStage } from '../../../test/support/notice-stage.js';
import { type TestDatabase, createTestDatabase } from '../../../test/support/test-database.js';

describe('NotificationFollower', () => {
  let database: TestDatabase;
  let stage: NoticeStage;
  let author: string;
  let head: string;
  let deputy: string;
  let handler: string;
  let leader: string;
  let dutyLeader: string;
  let departmentId: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    stage = new NoticeStage(database, new MovableClock('2026-03-02T09:00:00+08:00'), 'smtp://127.0.0.1:9');
    author = await stage.person('author');
    head = await stage.person('head');
    deputy = await stage.person('deputy');
    handler = await stage.person('handler');
    leader = await stage.person('leader');
    dutyLeader = await stage.person('duty-leader');
    departmentId = await stage.department({
      headId: head,
      deputyId: deputy,
      leaderId: leader,
      handlerIds: [handler],
    });
    await stage.run(`UPDATE organisation SET duty_leader_id = $1`, [dutyLeader]);
  });
  afterAll(async () => {
    await stage.end();
    await database.drop();
  });

  afterEach(async () => {
    await stage.run(`UPDATE person SET absent_from = NULL, absent_until = NULL, is_active = true`, []);
  });

  async function away(personId: string): Promise<void> {
    await stage.run(
      `UPDATE person SET absent_from = '2026-03-01', absent_until = '2026-03-09' WHERE id = $1`,
      [personId],
    );
  }

  async function told(ticketId: string): Promise<string[]> {
    await stage.follow();
    return (await stage.mails(ticketId)).map((mail) => `${mail.kind} → ${mail.recipient}`);
  }

  it('tells the head and the handlers of a new ticket', async () => {
    const ticketId = await stage.ticket(departmentId, author);
    await stage.happen(ticketId, 'ticket.submitted', { by: author });
    expect(await told(ticketId)).toEqual(['dispatched → handler', 'dispatched → head']);
  });

  it('tells the deputy while the head is away, and no handler who is away', async () => {
    await away(head);
    await away(handler);
    const ticketId = await stage.ticket(departmentId, author);
    await stage.happen(ticketId, 'ticket.submitted', { by: author });
    expect(await told(ticketId)).toEqual(['dispatched → deputy']);
  });

  it('rather tells a head who is away than nobody', async () => {
    await away(head);
    await away(deputy);
    await away(handler);
    const ticketId = await stage.ticket(departmentId, author);
    await stage.happen(ticketId, 'ticket.submitted', { by: author });
    expect(await told(ticketId)).toEqual(['dispatched → head']);
  });

  it('never makes an author handle their own ticket, nor tells people what they did themselves', async () => {
    const own = await stage.ticket(departmentId, head);
    await stage.happen(own, 'ticket.submitted', { by: head });
    expect(await told(own)).toEqual(['dispatched → deputy', 'dispatched → handler']);
    const moved = await stage.ticket(departmentId, author);
    await stage.happen(moved, 'ticket.transferred', { by: handler });
    expect(await told(moved)).toEqual(['transferred → head']);
  });

  it('tells author, leader and head of an escalation', async () => {
    const ticketId = await stage.ticket(departmentId, author);
    await stage.happen(ticketId, 'ticket.rejected', { by: author });
    await stage.happen(ticketId, 'ticket.escalated', {
      by: leader,
      columns: { state: 'escalated', tier: 1, leader_id: leader },
    });
    expect(await told(ticketId)).toEqual(['escalated-for-you → author', 'escalated-from-you → head']);
    const other = await stage.ticket(departmentId, author);
    await stage.happen(other, 'ticket.escalated', {
      columns: { state: 'escalated', tier: 1, leader_id: leader },
    });
    expect(await told(other)).toEqual([
      'escalated → leader',
      'escalated-for-you → author',
      'escalated-from-you → head',
    ]);
  });

  it('tells the leader on duty, too, when the leader is away', async () => {
    await away(leader);
    const ticketId = await stage.ticket(departmentId, author);
    await stage.happen(ticketId, 'ticket.refusal-proposed', {
      by: head,
      columns: { refusal_pending: true, refusal_text: 'no', leader_id: leader },
    });
    expect(await told(ticketId)).toEqual(['refusal-waiting → duty-leader', 'refusal-waiting → leader']);
  });

  it('tells the leader that a ticket is said to be abusive, and the department when it is not', async () => {
    const ticketId = await stage.ticket(departmentId, null);
    await stage.happen(ticketId, 'ticket.abuse-proposed', {
      by: head,
      columns: { abuse_text: 'insults', leader_id: leader },
    });
    expect(await told(ticketId)).toEqual(['abuse-waiting → leader']);
    await stage.happen(ticketId, 'ticket.abuse-declined', {
      by: leader,
      columns: { abuse_text: null, leader_id: null },
    });
    expect(await told(ticketId)).toEqual([
      'abuse-declined → handler',
      'abuse-declined → head',
      'abuse-waiting → leader',
    ]);
    await stage.deliver();
    expect((await stage.mails(ticketId)).at(-1)).toMatchObject({ kind: 'abuse-waiting', state: 'obsolete' });
  });

  it("brings an author's reply to whoever owns the ticket", async () => {
    const ticketId = await stage.ticket(departmentId, author);
    await stage.happen(ticketId, 'ticket.author-replied', { by: author });
    expect(await told(ticketId)).toEqual(['author-replied → handler', 'author-replied → head']);
    const escalated = await stage.ticket(departmentId, author);
    await stage.happen(escalated, 'ticket.author-replied', {
      by: author,
      columns: { state: 'escalated', tier: 1, leader_id: leader },
    });
    expect(await told(escalated)).toEqual(['author-replied → leader']);
  });

  it('never writes to an anonymous author', async () => {
    const ticketId = await stage.ticket(departmentId, null);
    await stage.happen(ticketId, 'ticket.answered', { by: head, columns: { state: 'answered' } });
    await stage.happen(ticketId, 'ticket.author-asked', { by: head });
    expect(await told(ticketId)).toEqual([]);
  });

  it('leaves out people who have left', async () => {
    await stage.run(`UPDATE person SET is_active = false WHERE id = ANY($1)`, [[head, author]]);
    const ticketId = await stage.ticket(departmentId, author);
    await stage.happen(ticketId, 'ticket.submitted', { by: author });
    await stage.happen(ticketId, 'ticket.author-asked', { by: handler });
    expect(await told(ticketId)).toEqual(['dispatched → deputy', 'dispatched → handler']);
  });

  it('writes one mail for one notice, also when events are read again', async () => {
    const ticketId = await stage.ticket(departmentId, author);
    await stage.happen(ticketId, 'ticket.submitted', { by: author });
    const before = await told(ticketId);
    await stage.run(`UPDATE event_subscriber SET xid = '0', position = 0`, []);
    expect(await told(ticketId)).toEqual(before);
  });

  it('keeps its position and its mails together', async () => {
    const ticketId = await stage.ticket(departmentId, author);
    await stage.happen(ticketId, 'ticket.submitted', { by: author });
    await stage.run(`ALTER TABLE mail ADD CONSTRAINT broken CHECK (created_at IS NULL) NOT VALID`, []);
    await expect(stage.follow()).rejects.toThrow('broken');
    await stage.run(`ALTER TABLE mail DROP CONSTRAINT broken`, []);
    expect(await told(ticketId)).toEqual(['dispatched → handler', 'dispatched → head']);
  });

  it('calls for a delivery exactly with each mail', async () => {
    const orphans = await database.dataSource.query<unknown[]>(
      `SELECT m.id FROM mail m FULL JOIN pgboss.job j ON j.singleton_key = m.id::text AND j.name = 'mail-delivery'
        WHERE m.id IS NULL OR j.id IS NULL`,
    );
    expect(orphans).toEqual([]);
  });
});

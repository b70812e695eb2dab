import PostalMime from 'postal-mime';
import { lastingPort } from '../../../test/support/lasting-port.js';
import { MovableClock } from '../../../test/support/movable-clock.js';
import { NoticeStage } from '../../../test/support/notice-stage.js';
import { type TestDatabase, createTestDatabase } from '../../../test/support/test-database.js';
import { TestMailServer } from '../../../test/support/test-mail-server.js';

const MESSAGE_ID = /^message-id:\s*(\S+)/im;

describe('MailDelivery', () => {
  let database: TestDatabase;
  let server: TestMailServer;
  let stage: NoticeStage;
  let author: string;
  let head: string;
  let departmentId: string;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => {
    await database.drop();
  });
  beforeEach(async () => {
    // One that comes back after having been away finds its port free.
    server = await TestMailServer.start(await lastingPort());
    stage = new NoticeStage(database, new MovableClock('2026-03-02T09:00:00+08:00'), server.url);
    author = await stage.person('author');
    head = await stage.person('head', { locale: 'zh-CN' });
    departmentId = await stage.department({ headId: head });
  });
  afterEach(async () => {
    await stage.run(`DELETE FROM mail`, []);
    await stage.end();
    await server.stop();
  });

  async function submitted(): Promise<string> {
    const ticketId = await stage.ticket(departmentId, author);
    await stage.happen(ticketId, 'ticket.submitted', { by: author });
    await stage.follow();
    return ticketId;
  }

  async function states(ticketId: string): Promise<string[]> {
    return (await stage.mails(ticketId)).map((mail) => `${mail.recipient}: ${mail.state}`);
  }

  it('delivers once, to the right mailbox, whatever is repeated', async () => {
    const ticketId = await submitted();
    const [mail] = await stage.mails(ticketId);
    await Promise.all([
      stage.delivery.deliver(mail?.id ?? ''),
      stage.delivery.deliver(mail?.id ?? ''),
      stage.deliver(),
    ]);
    await stage.deliver();
    expect(server.mails.map((received) => received.recipients)).toEqual([['head@example.test']]);
    expect(await states(ticketId)).toEqual(['head: sent']);
  });

  it('marks the letter as automatic and says neither names nor text', async () => {
    await submitted();
    await stage.deliver();
    const letter = await PostalMime.parse(server.mails[0]?.source ?? '');
    const headers = Object.fromEntries(letter.headers.map(({ key, value }) => [key, value]));
    expect(headers).toMatchObject({
      'auto-submitted': 'auto-generated',
      'x-auto-response-suppress': 'All',
      'list-id': 'Huiyin <notices.huiyin.example.test>',
      'content-language': 'zh-CN',
    });
    expect(letter.to).toEqual([{ address: 'head@example.test', name: '' }]);
    expect(letter.from).toEqual({ address: 'huiyin@example.test', name: '回音 Huiyin' });
    expect(letter.subject).toMatch(/^\[HY-[0-9a-f]{8}\] 有一条新意见交由贵部门处理 · 截止 3月2日 17:00$/);
    expect(letter.text).toContain('一条新意见交由排班科处理');
    expect(letter.html).toContain('一条新意见交由排班科处理');
    expect(`${letter.subject}${letter.text}${letter.html}`).not.toMatch(/SECRET|author/);
  });

  it('tries again after a passing refusal, and later after a second one', async () => {
    const ticketId = await submitted();
    server.plan(
      { kind: 'refuse', code: 451, text: '4.3.0 try later' },
      { kind: 'refuse', code: 451, text: '4.3.0 try later' },
    );
    await stage.deliver();
    expect(await stage.mails(ticketId)).toMatchObject([
      { state: 'failed', lastReply: '451 4.3.0', failures: 1 },
    ]);
    await stage.deliver();
    expect(server.mails).toHaveLength(0);
    stage.clock.advance({ minutes: 1 });
    await stage.deliver();
    expect(await stage.mails(ticketId)).toMatchObject([{ state: 'failed', failures: 2 }]);
    stage.clock.advance({ minutes: 3 });
    await stage.deliver();
    expect(server.mails).toHaveLength(0);
    stage.clock.advance({ minutes: 1 });
    await stage.deliver();
    expect(await states(ticketId)).toEqual(['head: sent']);
    expect(server.mails).toHaveLength(1);
  });

  it('sends a second copy under the same Message-ID when the reply was lost', async () => {
    const ticketId = await submitted();
    server.plan({ kind: 'drop-reply' });
    await stage.deliver();
    expect(await states(ticketId)).toEqual(['head: failed']);
    stage.clock.advance({ minutes: 5 });
    await stage.deliver();
    expect(await states(ticketId)).toEqual(['head: sent']);
    const ids = server.mails.map((mail) => MESSAGE_ID.exec(mail.source)?.[1]);
    expect(ids).toHaveLength(2);
    expect(ids[0]).toMatch(/^<[0-9a-f]{40}@huiyin\.example\.test>$/);
    expect(ids[1]).toBe(ids[0]);
  });

  it('takes over, under the same Message-ID, what a worker did not live to write down', async () => {
    const ticketId = await submitted();
    await stage.deliver();
    // As a worker leaves it that is killed after the server took the mail and before it wrote that down.
    await stage.run(
      `UPDATE mail SET state = 'sending', sent_at = NULL, next_attempt_at = $1 WHERE ticket_id = $2`,
      [new Date(stage.clock.now().getTime() + 35_000), ticketId],
    );
    await stage.deliver();
    expect(server.mails).toHaveLength(1);
    stage.clock.advance({ seconds: 41 });
    expect(await stage.delivery.sweep()).toBe(1);
    await stage.deliver();
    expect(await states(ticketId)).toEqual(['head: sent']);
    const ids = server.mails.map((mail) => MESSAGE_ID.exec(mail.source)?.[1]);
    expect(ids[1]).toBe(ids[0]);
  });

  it('gives up at once when the mailbox does not exist, and remembers it at the person', async () => {
    await stage.run(`UPDATE person SET email = 'refused@example.test' WHERE id = $1`, [head]);
    server.refuseRecipient('refused@example.test', 550, '5.1.1 <refused@example.test> unknown');
    const ticketId = await submitted();
    await stage.deliver();
    expect(await stage.mails(ticketId)).toMatchObject([{ state: 'dead', lastReply: '550 5.1.1' }]);
    const person: unknown = await database.dataSource.query(
      `SELECT mail_bounced_at AS at, mail_bounce_reason AS reason FROM person WHERE id = $1`,
      [head],
    );
    expect(person).toEqual([{ at: stage.clock.now(), reason: '550 5.1.1' }]);
  });

  it('survives a server that is away for an hour', async () => {
    const ticketId = await submitted();
    const { url } = server;
    await server.stop();
    for (let minute = 0; minute < 60; minute++) {
      await stage.deliver();
      stage.clock.advance({ minutes: 1 });
    }
    expect(await stage.mails(ticketId)).toMatchObject([{ state: 'failed' }]);
    server = await TestMailServer.start(Number(new URL(url).port));
    stage.clock.advance({ hours: 2 });
    await stage.deliver();
    expect(await states(ticketId)).toEqual(['head: sent']);
    expect(server.mails).toHaveLength(1);
  });

  it('gives up after eight failures', async () => {
    const ticketId = await submitted();
    for (let attempt = 0; attempt < 9; attempt++) {
      server.plan({ kind: 'refuse', code: 451, text: '4.3.0 try later' });
      await stage.deliver();
      stage.clock.advance({ hours: 8 });
    }
    expect(await stage.mails(ticketId)).toMatchObject([
      { state: 'dead', failures: 8, lastReply: '451 4.3.0' },
    ]);
  });

  it('sends one person thirty mails a minute and the others in their turn', async () => {
    for (let count = 0; count < 65; count++) {
      const ticketId = await stage.ticket(departmentId, author);
      await stage.happen(ticketId, 'ticket.submitted', { by: author });
    }
    await stage.follow();
    await stage.deliver();
    expect(server.mails).toHaveLength(30);
    const turns: unknown = await database.dataSource.query(
      `SELECT extract(epoch FROM next_attempt_at - $1)::int AS seconds, count(*)::int FROM mail
        WHERE next_attempt_at IS NOT NULL GROUP BY 1 ORDER BY 1`,
      [stage.clock.now()],
    );
    expect(turns).toEqual([
      { seconds: 60, count: 30 },
      { seconds: 120, count: 5 },
    ]);
    stage.clock.advance({ seconds: 61 });
    await stage.deliver();
    expect(server.mails).toHaveLength(60);
    stage.clock.advance({ seconds: 61 });
    await stage.deliver();
    expect(server.mails).toHaveLength(65);
    expect(new Set(server.mails.map((mail) => MESSAGE_ID.exec(mail.source)?.[1])).size).toBe(65);
  });

  it('does not tell what is no longer so', async () => {
    const withdrawn = await submitted();
    await stage.happen(withdrawn, 'ticket.closed', { by: author, data: { outcome: 'withdrawn' } });
    await stage.deliver();
    expect(await states(withdrawn)).toEqual(['head: obsolete']);
    expect(server.mails).toHaveLength(0);
  });

  it('follows a task to the person who has it now', async () => {
    const ticketId = await submitted();
    const next = await stage.person('next');
    await stage.run(`UPDATE department SET head_id = $1 WHERE id = $2`, [next, departmentId]);
    await stage.deliver();
    await stage.deliver();
    expect(await states(ticketId)).toEqual(['head: obsolete', 'next: sent']);
  });

  it('shows a mail without an address to the administrator instead of losing it', async () => {
    await stage.run(`UPDATE person SET email = NULL WHERE id = $1`, [head]);
    const ticketId = await submitted();
    await stage.deliver();
    expect(await states(ticketId)).toEqual(['head: undeliverable']);
  });

  it('reads an odd address as one recipient', async () => {
    await stage.run(`UPDATE person SET email = 'a@example.test, b@example.test' WHERE id = $1`, [head]);
    await submitted();
    await stage.deliver();
    for (const mail of server.mails) expect(mail.recipients).toHaveLength(1);
    expect(server.mails.flatMap((mail) => mail.recipients)).not.toContain('b@example.test');
  });
});

import { Mailboxes, type Delivered } from '../../../test/support/mailboxes.js';

// CANTEEN: head H2111, deputy H2112, handlers H2113 and H2114, leader L3002; L3003 is the leader on duty.
const DESK = ['H2111', 'H2113', 'H2114'];

interface Row {
  kind: string;
  state: string;
  messageId: string;
  round: number | null;
}

describe('the ladder, seen from the mailboxes', () => {
  let boxes: Mailboxes;

  beforeEach(async () => {
    boxes = await Mailboxes.open();
  });
  afterEach(async () => {
    await boxes.close();
  });

  async function rows(where = 'true'): Promise<Row[]> {
    return boxes.api.unitOfWork.read<Row>(
      `SELECT kind, state, message_id AS "messageId", clock_round AS round FROM mail WHERE ${where} ORDER BY id`,
    );
  }

  /** The workers come back at an instant, after an absence. */
  async function wakeAt(instant: string): Promise<string[]> {
    boxes.api.clock.moveTo(instant);
    await boxes.work();
    return boxes.take();
  }

  async function newTicket(given: { urgency?: 'urgent' | 'ordinary' } = {}): Promise<string> {
    const { id } = await boxes.submit('A1001', given);
    await boxes.work();
    expect(boxes.take()).toHaveLength(DESK.length);
    return id;
  }

  it('reaches somebody new at every step of a ticket that nobody answers', async () => {
    await newTicket();
    await boxes.liveUntil('2026-03-25T10:00:00+08:00');
    expect(boxes.delivered.map((mail) => mail.text).join()).not.toContain('SECRET');
    expect(boxes.take()).toEqual([
      '03-02T09:00 H2113 please acknowledge it soon',
      '03-02T09:00 H2114 please acknowledge it soon',
      '03-03T01:30 H2111 not acknowledged in time',
      '03-04T01:30 H2111 still not acknowledged',
      '03-04T01:30 L3002 still not acknowledged',
      '03-04T06:45 H2113 half of the time has passed',
      '03-04T06:45 H2114 half of the time has passed',
      '03-06T01:30 H2111 most of the time has passed',
      '03-06T01:30 H2113 most of the time has passed',
      '03-06T01:30 H2114 most of the time has passed',
      '03-09T01:30 H2111 no answer in time',
      '03-10T01:30 H2111 reminder: still no answer',
      '03-10T01:30 L3002 reminder: still no answer',
      '03-12T01:30 A1001 the leadership now owns your ticket',
      '03-12T01:30 H2111 an overdue ticket went to the leadership',
      '03-12T01:30 L3002 an overdue ticket is yours now',
      '03-13T06:45 L3002 half of your time has passed',
      '03-16T01:30 L3002 a case for the bulletin',
      '03-16T01:30 L3003 a case for the bulletin',
      '03-16T06:00 L3002 most of your time has passed',
      '03-17T01:30 L3002 your answer is late',
      '03-18T01:30 L3002 reminder: the leadership still owes an answer',
      '03-18T01:30 L3003 reminder: the leadership still owes an answer',
      '03-24T01:30 L3003 a case of the leadership for the bulletin',
    ]);
  });

  it('turns to the deputy and to the leader on duty while others are away', async () => {
    await boxes.stage.run(
      `UPDATE person SET absent_from = '2026-03-01', absent_until = '2026-04-01'
        WHERE employee_number IN ('H2111', 'H2113', 'H2114', 'L3002')`,
      [],
    );
    await boxes.submit('A1001');
    await boxes.work();
    boxes.take();
    await boxes.liveUntil('2026-03-04T10:00:00+08:00');
    expect(boxes.take()).toEqual([
      '03-02T09:00 H2112 please acknowledge it soon',
      '03-03T01:30 H2112 not acknowledged in time',
      '03-04T01:30 H2112 still not acknowledged',
      '03-04T01:30 L3002 still not acknowledged',
      '03-04T01:30 L3003 still not acknowledged',
    ]);
  });

  it('tells only the highest step, once, when the worker was away', async () => {
    await newTicket();
    // Away over half, warning, deadline and reminder of the answer; the acknowledgement is long overdue as well.
    expect(await wakeAt('2026-03-11T10:00:00+08:00')).toEqual([
      '03-11T02:00 H2111 2 deadlines to look at',
      '03-11T02:00 H2113 2 deadlines to look at',
      '03-11T02:00 H2114 2 deadlines to look at',
      '03-11T02:00 L3002 2 deadlines to look at',
    ]);
    expect((await rows(`state = 'sent' AND clock_id IS NOT NULL`)).map((row) => row.kind).sort()).toEqual([
      'acknowledge-late-warning',
      'acknowledge-late-warning',
      'acknowledge-reminder',
      'acknowledge-reminder',
      'answer-late-warning',
      'answer-late-warning',
      'answer-reminder',
      'answer-reminder',
    ]);
    expect((await rows(`state = 'obsolete'`)).map((row) => row.kind).sort()).toEqual([
      'acknowledge-due',
      'answer-due',
      'answer-half',
      'answer-half',
      'answer-late-warning',
    ]);
    await boxes.work();
    expect(boxes.take()).toEqual([]);
  });

  it('tells the leadership, and the desk no more, when the worker was away until the escalation', async () => {
    await newTicket();
    expect(await wakeAt('2026-03-12T10:00:00+08:00')).toEqual([
      '03-12T02:00 A1001 the leadership now owns your ticket',
      '03-12T02:00 H2111 an overdue ticket went to the leadership',
      '03-12T02:00 L3002 an overdue ticket is yours now',
    ]);
  });

  it('tells of several that the leadership takes over at once in one letter to whoever owns or has lost them', async () => {
    for (let count = 0; count < 3; count++) await newTicket();
    await boxes.liveUntil('2026-03-12T09:29:59+08:00');
    boxes.take();
    await boxes.liveUntil('2026-03-12T09:30:00+08:00');
    const [letter] = boxes.delivered.filter(({ to }) => to === 'L3002');
    expect(letter?.text.match(/an overdue ticket is yours now/g)).toHaveLength(3);
    expect(boxes.take()).toEqual([
      '03-12T01:30 A1001 the leadership now owns your ticket',
      '03-12T01:30 A1001 the leadership now owns your ticket',
      '03-12T01:30 A1001 the leadership now owns your ticket',
      '03-12T01:30 H2111 3 deadlines to look at',
      '03-12T01:30 L3002 3 deadlines to look at',
    ]);
  });

  it('waits for working hours over nights, save for urgent tickets that are late', async () => {
    await newTicket();
    await newTicket({ urgency: 'urgent' });
    // Tuesday night: the urgent one was due this morning, the ordinary one is only not acknowledged in time.
    expect(await wakeAt('2026-03-03T23:00:00+08:00')).toEqual([
      '03-03T15:00 H2111 2 deadlines to look at',
      '03-03T15:00 L3002 still not acknowledged',
    ]);
    await boxes.liveUntil('2026-03-04T08:59:59+08:00');
    expect(boxes.take()).toEqual([]);
    expect(await wakeAt('2026-03-04T09:00:00+08:00')).toEqual([
      '03-04T01:00 H2111 not acknowledged in time',
      '03-04T01:00 H2113 3 deadlines to look at',
      '03-04T01:00 H2114 3 deadlines to look at',
    ]);
  });

  it('waits over the weekend', async () => {
    await newTicket();
    expect(await wakeAt('2026-03-07T11:00:00+08:00')).toEqual([]);
    await boxes.liveUntil('2026-03-09T08:59:59+08:00');
    expect(boxes.take()).toEqual([]);
    expect(await wakeAt('2026-03-09T09:00:00+08:00')).toEqual([
      '03-09T01:00 H2111 2 deadlines to look at',
      '03-09T01:00 H2113 2 deadlines to look at',
      '03-09T01:00 H2114 2 deadlines to look at',
      '03-09T01:00 L3002 still not acknowledged',
    ]);
  });

  it('gathers what waits for one person in one letter, under one Message-ID also when it is sent again', async () => {
    const tickets = [];
    for (let count = 0; count < 3; count++) tickets.push(await boxes.submit('A1001'));
    await boxes.work();
    boxes.take();
    boxes.server.plan({ kind: 'drop-reply' }, { kind: 'drop-reply' });
    boxes.api.clock.moveTo('2026-03-02T17:00:00+08:00');
    await boxes.work();
    // People are told in no particular order.
    const taken = (): Delivered[] => boxes.delivered.splice(0).sort((a, b) => a.to.localeCompare(b.to));
    const first = taken();
    expect(first.map((mail) => [mail.to, mail.subject])).toEqual([
      ['H2113', '3 deadlines to look at'],
      ['H2114', '3 deadlines to look at'],
    ]);
    const text = first[0]?.text ?? '';
    for (const { id, number } of tickets) {
      expect(text).toContain(`[${number}] please acknowledge it soon · due 3 Mar, 09:30`);
      expect(text).toContain(`https://huiyin.example.test/tickets/${id}`);
    }
    expect(text).not.toContain('SECRET');
    // The replies were lost, so the letters go out again; meanwhile somebody has acknowledged one of the tickets.
    await boxes.step('H2111', tickets[0]?.id ?? '', 'acknowledge', {});
    await boxes.liveUntil('2026-03-02T17:59:00+08:00');
    const second = taken();
    expect(second.map((mail) => [mail.to, mail.subject, mail.messageId])).toEqual(
      first.map((mail) => [mail.to, '2 deadlines to look at', mail.messageId]),
    );
    const settled = Map.groupBy(await rows(`clock_id IS NOT NULL`), (row) => row.messageId);
    expect([...settled.values()].map((notices) => notices.map((row) => row.state).sort())).toEqual([
      ['obsolete', 'sent', 'sent'],
      ['obsolete', 'sent', 'sent'],
    ]);
  });

  it('gathers once, however many workers are woken at the same moment', async () => {
    for (let count = 0; count < 4; count++) await boxes.submit('A1001');
    await boxes.work();
    boxes.api.clock.moveTo('2026-03-02T17:00:00+08:00');
    await boxes.record();
    const due = await boxes.api.unitOfWork.read<{ id: string }>(`SELECT id FROM mail WHERE state = 'queued'`);
    expect(due).toHaveLength(8);
    const before = boxes.server.mails.length;
    await Promise.all([...due, ...due].map(async ({ id }) => boxes.stage.delivery.deliver(id)));
    expect(boxes.server.mails).toHaveLength(before + 2);
    expect((await rows(`clock_id IS NOT NULL`)).map((row) => row.state)).toEqual(Array(8).fill('sent'));
  });

  it('adds nothing to a letter that was tried before', async () => {
    await newTicket();
    boxes.api.clock.moveTo('2026-03-02T09:31:00+08:00');
    await newTicket();
    boxes.server.plan({ kind: 'drop-reply' }, { kind: 'drop-reply' });
    boxes.api.clock.moveTo('2026-03-02T17:00:00+08:00');
    await boxes.work();
    const tried = new Set(boxes.delivered.splice(0).map((mail) => mail.messageId));
    // The second attempt and the warning of the second ticket come at the same instant, the new one is taken first.
    boxes.api.clock.moveTo('2026-03-02T17:01:00+08:00');
    await boxes.record();
    const fresh = await boxes.api.unitOfWork.read<{ id: string }>(
      `SELECT id FROM mail WHERE state = 'queued'`,
    );
    expect(fresh).toHaveLength(2);
    for (const { id } of fresh) await boxes.stage.delivery.deliver(id);
    await boxes.work();
    const sent = await rows(`clock_id IS NOT NULL AND state = 'sent'`);
    expect(sent).toHaveLength(4);
    expect(sent.filter((row) => tried.has(row.messageId))).toHaveLength(2);
    expect(new Set(sent.map((row) => row.messageId)).size).toBe(4);
  });

  describe('is quiet when the condition ended before the mail was sent', () => {
    /** Late on Wednesday the worker notices, at night, that half of the time for an answer has passed. */
    async function noticedAtNight(): Promise<string> {
      const id = await newTicket();
      await boxes.step('H2111', id, 'acknowledge', {});
      expect(await wakeAt('2026-03-04T23:00:00+08:00')).toEqual([]);
      expect(await rows(`state = 'queued'`)).toHaveLength(2);
      return id;
    }

    it.each([
      ['answered', 'H2111', 'answer', { text: 'It is repaired.', visibility: 'private' }],
      ['paused', 'H2111', 'ask-author', { text: 'Which canteen is it?' }],
      ['withdrawn', 'A1001', 'withdraw', { reason: 'It is settled.' }],
    ])('because the ticket was %s', async (_, who, command, body) => {
      const id = await noticedAtNight();
      await boxes.step(who, id, command, body);
      await wakeAt('2026-03-05T09:00:00+08:00');
      expect((await rows(`kind = 'answer-half'`)).map((row) => row.state)).toEqual(['obsolete', 'obsolete']);
    });

    it('because it was transferred: the new department is told of the transfer', async () => {
      const id = await noticedAtNight();
      const client = await boxes.api.client().signIn('H2111');
      const departments = await client.get<{ id: string; code: string }[]>('/departments');
      const other = departments.find((department) => department.code === 'SAFETY')?.id;
      await boxes.step('H2111', id, 'transfer', {
        departmentId: other,
        reason: 'It is about the fire door.',
      });
      const told = await wakeAt('2026-03-05T09:00:00+08:00');
      expect(told.filter((line) => !line.endsWith('a ticket was passed on to your department'))).toEqual([]);
      expect((await rows(`kind = 'answer-half'`)).map((row) => row.state)).toEqual(['obsolete', 'obsolete']);
    });

    it('because the deadline was moved, and everybody learns the new date', async () => {
      const id = await noticedAtNight();
      const wish = { workingMinutes: 900, reason: 'The supplier comes on Wednesday.' };
      await boxes.step('H2111', id, 'request-extension', wish);
      await boxes.step('L3002', id, 'decide-extension', { approve: true, reason: 'Agreed.' });
      expect(await wakeAt('2026-03-05T09:00:00+08:00')).toEqual([
        '03-05T01:00 A1001 your answer takes longer',
        '03-05T01:00 H2111 more time was granted',
        '03-05T01:00 H2113 more time was granted',
        '03-05T01:00 H2114 more time was granted',
      ]);
    });
  });

  it('brings a wish for more time to the leader, and what the leader decides to the desk', async () => {
    const id = await newTicket();
    const wish = { workingMinutes: 900, reason: 'The supplier comes on Wednesday.' };
    await boxes.step('H2113', id, 'request-extension', wish);
    expect(await wakeAt('2026-03-02T10:00:00+08:00')).toEqual([
      '03-02T02:00 L3002 a request for more time waits for your decision',
    ]);
    await boxes.step('L3002', id, 'decide-extension', { approve: false, reason: 'Five days are enough.' });
    expect(await wakeAt('2026-03-02T11:00:00+08:00')).toEqual(
      DESK.map((reader) => `03-02T03:00 ${reader} more time was not granted`),
    );
  });

  it('warns again before the new date, under a key of its own', async () => {
    const id = await newTicket();
    await boxes.step('H2111', id, 'acknowledge', {});
    await boxes.liveUntil('2026-03-06T10:00:00+08:00');
    const wish = { workingMinutes: 900, reason: 'The supplier comes on Wednesday.' };
    await boxes.step('H2111', id, 'request-extension', wish);
    await boxes.step('L3002', id, 'decide-extension', { approve: true, reason: 'Agreed.' });
    await boxes.work();
    boxes.take();
    await boxes.liveUntil('2026-03-10T18:00:00+08:00');
    expect(boxes.take()).toEqual(DESK.map((reader) => `03-09T07:30 ${reader} most of the time has passed`));
    const warned = await rows(`kind = 'answer-late-warning' AND state = 'sent'`);
    expect(new Set(warned.map((row) => row.messageId)).size).toBe(2 * DESK.length);
  });

  it('tells the desk when the clock goes on without the author', async () => {
    const id = await newTicket();
    await boxes.step('H2111', id, 'ask-author', { text: 'Which canteen is it?' });
    await boxes.liveUntil('2026-03-06T09:00:00+08:00');
    expect(boxes.take()).toEqual([
      '03-02T01:30 A1001 the department needs to know more',
      ...DESK.map((reader) => `03-05T01:30 ${reader} the clock is running again`),
    ]);
  });

  it('asks a named author for the verdict, and never mails an anonymous one', async () => {
    const named = await newTicket();
    const anonymous = await newTicket();
    await boxes.stage.run(
      `UPDATE ticket SET author_kind = 'anonymous', author_person_id = NULL, author_public_key = 'key',
              author_seal_key = 'key', author_tag_key = 'key' WHERE id = $1`,
      [anonymous],
    );
    for (const id of [named, anonymous])
      await boxes.step('H2111', id, 'answer', { text: 'It is repaired.', visibility: 'private' });
    await boxes.liveUntil('2026-03-09T18:00:00+08:00');
    expect(boxes.delivered.at(-1)?.text).toContain('Please tell us by Mon, 9 March 2026 at 09:30 (GMT+8)');
    expect(boxes.take()).toEqual([
      '03-02T01:30 A1001 your ticket has an answer',
      '03-04T06:45 A1001 is it solved?',
      '03-06T01:30 A1001 your verdict is still missing',
    ]);
  });

  it('says nothing twice for one key, however often the events are read', async () => {
    await newTicket();
    await boxes.liveUntil('2026-03-10T18:00:00+08:00');
    boxes.take();
    const before = await rows();
    await boxes.stage.run(
      `UPDATE event_subscriber SET xid = '0', position = 0 WHERE name = 'notification'`,
      [],
    );
    await boxes.work();
    expect(boxes.take()).toEqual([]);
    expect(await rows()).toEqual(before);
  });

  it('warns again in the round after a "no"', async () => {
    const id = await newTicket();
    await boxes.liveUntil('2026-03-05T09:30:00+08:00');
    await boxes.step('H2111', id, 'answer', { text: 'It is repaired.', visibility: 'private' });
    const ratings = { outcome: 1, handling: 2, feeling: 1 };
    await boxes.step('A1001', id, 'reject', { verdict: 'no', reason: 'It is still broken.', ratings });
    await boxes.step('L3002', id, 'redo', { reason: 'Please look again.' });
    await boxes.work();
    boxes.take();
    await boxes.liveUntil('2026-03-12T10:00:00+08:00');
    expect(boxes.take().map((line) => line.slice(12))).toEqual([
      ...['H2113', 'H2114'].map((reader) => `${reader} half of the time has passed`),
      ...DESK.map((reader) => `${reader} most of the time has passed`),
      'H2111 no answer in time',
    ]);
    expect((await rows(`kind = 'answer-half'`)).map((row) => row.round)).toEqual([1, 1, 3, 3]);
  });
});

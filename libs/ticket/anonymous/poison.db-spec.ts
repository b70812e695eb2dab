import { AnonymousAuthor } from '../../../test/support/anonymous-author.js';
import { startApi, type ApiClient, type RunningApi } from '../../../test/support/running-api.js';
import type { TicketDto, TimelineEntryDto } from '../store/ticket.dto.js';
import { Admission } from './admission.job.js';

const POISON = '这一句存不进去。';

let api: RunningApi;
let head: ApiClient;
let canteen: string;

const run = (sql: string, parameters: readonly unknown[] = []): Promise<unknown> =>
  api.database.dataSource.query(sql, [...parameters]);
const rows = <Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> =>
  api.unitOfWork.read<Row>(sql, parameters);

beforeEach(async () => {
  api = await startApi();
  head = await api.client().signIn('H2111');
  const departments = await head.get<{ id: string; code: string }[]>('/departments');
  canteen = departments.find(({ code }) => code === 'CANTEEN')?.id ?? '';
});

afterEach(async () => {
  await api.stop();
});

/** What the worker does in the rest of this day, with the pauses that a row is given which could not be taken. */
async function work(admission: Admission): Promise<void> {
  for (let minute = 0; minute < 10; minute++) {
    while ((await admission.sweep()) > 0);
    api.clock.advance({ minutes: 1 });
  }
}

async function workUntil(admission: Admission, day: string): Promise<void> {
  while (api.clock.now() < new Date(`${day}T00:00:00+08:00`)) {
    api.clock.advance({ hours: 24 });
    await work(admission);
  }
}

async function submitted(releasedOn = '2026-03-02', more: object = {}): Promise<AnonymousAuthor> {
  const author = await AnonymousAuthor.make(run);
  await author.submit(releasedOn, { departmentId: canteen, ...more });
  return author;
}

const ticketOf = async (author: AnonymousAuthor): Promise<string | undefined> =>
  (
    await rows<{ id: string }>(`SELECT id FROM ticket WHERE author_public_key = $1`, [
      author.authorKey.toString('base64url'),
    ])
  )[0]?.id;

async function timelineOf(author: AnonymousAuthor): Promise<string[]> {
  head = await api.client().signIn('H2111');
  const entries = await head.get<TimelineEntryDto[]>(`/tickets/${await ticketOf(author)}/timeline`);
  return entries.map(({ type, data }) => `${type.replace('ticket.', '')} ${data['reason'] ?? ''}`.trim());
}

/** The first day whose releases are still looked at. */
const firstDay = async (): Promise<string | undefined> =>
  (await rows<{ day: string }>(`SELECT done_before::text AS day FROM admission_place`))[0]?.day;

describe('a message that cannot be carried out', () => {
  const poison = (): Promise<unknown> =>
    run(`ALTER TABLE ticket_text ADD CONSTRAINT poison CHECK (text <> '${POISON}')`);

  it('holds up nobody, is tried for a week, and then its author is told that it had no effect', async () => {
    await poison();
    const admission = api.app.get(Admission, { strict: false });
    const [author, other] = [await submitted(), await submitted()];
    await author.send('2026-03-02', 1, { command: 'reply', text: POISON });
    await author.send('2026-03-02', 2, { command: 'reply', text: '另外，周末也是。' });
    await other.send('2026-03-02', 1, { command: 'withdraw', reason: null });
    await work(admission);
    expect(await timelineOf(author)).toEqual(['submitted', 'author-replied']);
    expect(await timelineOf(other)).toEqual(['submitted', 'closed']);
    await workUntil(admission, '2026-03-09');
    expect(await timelineOf(author)).toEqual(['submitted', 'author-replied']);
    await workUntil(admission, '2026-03-11');
    expect(await timelineOf(author)).toEqual(['submitted', 'author-replied', 'message-dropped failed']);
    expect(await head.get(`/tickets/${await ticketOf(author)}/chain`)).toMatchObject({ isWhole: true });
    await workUntil(admission, '2026-03-30');
    expect(await firstDay()).toBe('2026-03-23');
  });

  it('is carried out after all when what was wrong is mended within the week', async () => {
    await poison();
    const admission = api.app.get(Admission, { strict: false });
    const author = await submitted();
    await author.send('2026-03-02', 1, { command: 'reply', text: POISON });
    await workUntil(admission, '2026-03-08');
    await run(`ALTER TABLE ticket_text DROP CONSTRAINT poison`);
    await workUntil(admission, '2026-03-20');
    expect(await timelineOf(author)).toEqual(['submitted', 'author-replied']);
  });

  it('is given up by no worker that has only just seen it fail', async () => {
    await poison();
    const author = await submitted();
    await author.send('2026-03-02', 1, { command: 'reply', text: POISON });
    api.clock.moveTo('2026-04-20T09:00:00+08:00');
    const admission = api.app.get(Admission, { strict: false });
    while ((await admission.sweep()) > 0);
    api.clock.advance({ minutes: 1 });
    while ((await admission.sweep()) > 0);
    await run(`ALTER TABLE ticket_text DROP CONSTRAINT poison`);
    await work(admission);
    expect(await timelineOf(author)).toEqual(['submitted', 'author-replied']);
  });

  it('is not given up because the database is away', async () => {
    const admission = api.app.get(Admission, { strict: false });
    const author = await submitted();
    await author.send('2026-03-02', 1, { command: 'reply', text: '周末也是。' });
    await run(`CREATE FUNCTION be_away() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'away' USING ERRCODE = '53100'; END $$`);
    await run(`CREATE TRIGGER away BEFORE INSERT ON ticket_text FOR EACH ROW EXECUTE FUNCTION be_away()`);
    await workUntil(admission, '2026-03-25');
    expect(await timelineOf(author)).toEqual(['submitted']);
    await run(`DROP TRIGGER away ON ticket_text`);
    await work(admission);
    expect(await timelineOf(author)).toEqual(['submitted', 'author-replied']);
  });
});

describe('a ticket that cannot be taken over', () => {
  it('is never given up, holds up nobody, and only what came after it is still remembered', async () => {
    await run(`ALTER TABLE ticket ADD CONSTRAINT poison CHECK (title <> '${POISON}')`);
    const admission = api.app.get(Admission, { strict: false });
    await submitted('2026-03-01');
    const author = await submitted('2026-03-03', { title: POISON });
    await author.send('2026-03-04', 1, { command: 'reply', text: '周末也是。' });
    const other = await submitted('2026-03-05');
    await workUntil(admission, '2026-03-25');
    expect(await ticketOf(author)).toBeUndefined();
    expect(await ticketOf(other)).toBeDefined();
    expect(await firstDay()).toBe('2026-03-03');
    await run(`ALTER TABLE ticket DROP CONSTRAINT poison`);
    await work(admission);
    expect(await timelineOf(author)).toEqual(['submitted', 'author-replied']);
    expect((await head.get<TicketDto>(`/tickets/${await ticketOf(author)}`)).state).toBe('open');
    await workUntil(admission, '2026-03-27');
    expect(await firstDay()).toBe('2026-03-20');
  });
});

describe('a clock that was wrong', () => {
  it('loses nothing that is released, whether it was ahead for a moment or for long', async () => {
    const admission = api.app.get(Admission, { strict: false });
    const today = api.clock.now();
    const early = await submitted('2026-03-01');
    await run(`INSERT INTO intake.release_day VALUES ('2026-03-01', 1, 0)`);
    await work(admission);
    api.clock.moveTo('2026-04-20T09:00:00+08:00');
    await work(admission);
    // No day is done with on which the intake has released nothing yet, nor those before it.
    expect(await firstDay()).toBe('2026-02-22');
    const late = await submitted('2026-03-02');
    await work(admission);
    // The intake runs on the same machine, and was wrong with it.
    await run(`INSERT INTO intake.release_day VALUES ('2026-04-20', 0, 0)`);
    await work(admission);
    expect(await firstDay()).toBe('2026-04-13');
    api.clock.moveTo(today);
    const again = await submitted('2026-03-02');
    await work(admission);
    for (const author of [early, late, again]) expect(await timelineOf(author)).toEqual(['submitted']);
    expect(await rows(`SELECT 1 FROM admitted_release`)).toHaveLength(3);
  });

  it('makes nothing be kept longer than the intake keeps it', async () => {
    const admission = api.app.get(Admission, { strict: false });
    await submitted('2026-03-01');
    await work(admission);
    await run(`DELETE FROM intake.released_ticket`);
    await workUntil(admission, '2026-03-30');
    expect(await rows(`SELECT 1 FROM admitted_release`)).toEqual([]);
  });
});

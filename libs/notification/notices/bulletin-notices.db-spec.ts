import { BulletinRules, RectificationReminders } from '@huiyin/bulletin';
import { isBehind } from '../../../test/support/followers.js';
import { Mailboxes } from '../../../test/support/mailboxes.js';
import type { ApiClient } from '../../../test/support/running-api.js';
import type {
  BulletinDto,
  BulletinPageDto,
  RectificationPageDto,
} from '../../bulletin/reading/bulletin.dto.js';

let mailboxes: Mailboxes;

beforeEach(async () => {
  mailboxes = await Mailboxes.open();
});

afterEach(async () => {
  await mailboxes.close();
});

async function rules(): Promise<void> {
  const { app, unitOfWork } = mailboxes.api;
  const following = app.get(BulletinRules, { strict: false });
  while (await isBehind(unitOfWork, 'bulletin-rules')) await following.advance();
  while ((await app.get(RectificationReminders, { strict: false }).sweep()) > 0);
}

async function signIn(number: string): Promise<ApiClient> {
  return mailboxes.api.client().signIn(number);
}

/** Who was told what about bulletins since the last call. */
function told(): string[] {
  return mailboxes
    .take()
    .filter((line) => line.includes('[TB-'))
    .map((line) => line.replace(/\[TB-\d+\] /, ''));
}

async function at(instant: string): Promise<void> {
  mailboxes.api.clock.moveTo(instant);
  await mailboxes.record();
  await rules();
  await mailboxes.work();
}

async function draft(): Promise<BulletinDto> {
  await mailboxes.submit('A1001');
  // Saturday: the ladder came to its end on Monday, and nobody looked until the weekend.
  await at('2026-03-21T15:00:00+08:00');
  const leader = await signIn('L3002');
  const { items } = await leader.get<BulletinPageDto>('/bulletins?box=drafts');
  return leader.get<BulletinDto>(`/bulletins/${items[0]?.id}`);
}

async function publish(bulletin: BulletinDto, readers: object, answerBy: string): Promise<void> {
  const leader = await signIn('L3002');
  const chosen = { everyone: false, departmentIds: [], siteIds: [], roles: [], personIds: [], ...readers };
  const body = { readers: chosen, answerBy, namesChecked: true };
  const { version } = bulletin;
  const answered = await leader.request('POST', `/bulletins/${bulletin.id}/publish`, body, { version });
  expect(answered.status).toBe(200);
}

describe('letters about a bulletin', () => {
  it('reach each one who has to do something, in their working hours, until it is accepted', async () => {
    const bulletin = await draft();
    expect(told()).toEqual([]);
    await at('2026-03-23T09:30:00+08:00');
    expect(told()).toEqual([
      '03-23T01:30 L3001 a bulletin waits to be approved',
      '03-23T01:30 L3002 a bulletin waits to be approved',
      '03-23T01:30 L3003 a bulletin waits to be approved',
    ]);
    const [one] = await mailboxes.api.unitOfWork.read<{ id: string }>(
      `SELECT id FROM person WHERE employee_number = 'A1003'`,
    );
    await publish(bulletin, { personIds: [one?.id] }, '2026-03-27');
    await mailboxes.work();
    expect(told()).toEqual([
      '03-23T01:30 A1003 a new bulletin for you',
      // The deputy is among the readers of what names the department.
      '03-23T01:30 H2111 your department is named in a bulletin',
      '03-23T01:30 H2112 a new bulletin for you',
    ]);
    expect(mailboxes.server.mails.map((mail) => mail.source).join('')).not.toMatch(/SECRET/);

    // Two days before the day is over, then when it is over; the weekend waits.
    await at('2026-03-26T09:30:00+08:00');
    expect(told()).toEqual(['03-26T01:30 H2111 your answer is due soon']);
    await at('2026-03-28T12:00:00+08:00');
    await at('2026-03-30T09:30:00+08:00');
    expect(told()).toEqual([
      '03-30T01:30 H2111 your answer is late',
      '03-30T01:30 L3001 Canteen and Dormitory has not answered in time',
      '03-30T01:30 L3002 Canteen and Dormitory has not answered in time',
      '03-30T01:30 L3003 Canteen and Dormitory has not answered in time',
    ]);

    const head = await signIn('H2111');
    const [owed] = (await head.get<RectificationPageDto>('/rectifications')).items;
    const path = `/rectifications/${owed?.id}`;
    const answer = { text: 'We hand over in writing from now on.', doneOn: '2026-04-01' };
    await head.request('POST', `${path}/answer`, answer, { version: 1 });
    await mailboxes.work();
    expect(told().map((line) => line.slice(12))).toEqual([
      'L3001 Canteen and Dormitory has answered',
      'L3002 Canteen and Dormitory has answered',
      'L3003 Canteen and Dormitory has answered',
    ]);
    await at('2026-04-02T09:30:00+08:00');
    // The leadership has not answered the case either, so by now another draft waits.
    const promised = told().filter((line) => !line.endsWith('a bulletin waits to be approved'));
    expect(promised.map((line) => line.slice(12))).toEqual([
      'L3001 the day that Canteen and Dormitory promised has passed',
      'L3002 the day that Canteen and Dormitory promised has passed',
      'L3003 the day that Canteen and Dormitory promised has passed',
    ]);
    const leader = await signIn('L3002');
    await leader.request('POST', `${path}/accept`, {}, { version: 2 });
    await mailboxes.work();
    expect(told()).toEqual(['04-02T01:30 H2111 your answer was accepted']);
    // Nothing is told twice, however often the workers look.
    await at('2026-06-01T09:30:00+08:00');
    expect(told()).toEqual([]);
  });

  it('do not go to everybody when everybody is to read it, nor about what is no longer so', async () => {
    const bulletin = await draft();
    await publish(bulletin, { everyone: true }, '2026-03-27');
    await at('2026-03-23T09:30:00+08:00');
    // The draft was published before anybody could be told that it waits.
    expect(told()).toEqual(['03-23T01:30 H2111 your department is named in a bulletin']);
    const states = await mailboxes.api.unitOfWork.read(
      `SELECT kind, state, count(*)::int AS count FROM mail WHERE bulletin_id IS NOT NULL GROUP BY kind, state ORDER BY kind`,
    );
    expect(states).toEqual([
      { kind: 'bulletin-draft-waiting', state: 'obsolete', count: 3 },
      { kind: 'bulletin-names-you', state: 'sent', count: 1 },
    ]);
  });

  it('pass to the deputy when the head goes away before the letter is sent', async () => {
    const bulletin = await draft();
    await publish(bulletin, { everyone: true }, '2026-03-27');
    await mailboxes.record();
    await mailboxes.stage.run(
      `UPDATE person SET absent_from = '2026-03-22', absent_until = '2026-04-22' WHERE employee_number = 'H2111'`,
      [],
    );
    await at('2026-03-23T09:30:00+08:00');
    await mailboxes.work();
    expect(told()).toEqual(['03-23T01:30 H2112 your department is named in a bulletin']);
  });
});

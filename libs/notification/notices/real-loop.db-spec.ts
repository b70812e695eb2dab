import { NoticeStage } from '../../../test/support/notice-stage.js';
import { type ApiClient, type RunningApi, startApi } from '../../../test/support/running-api.js';

describe('notices of the real loop', () => {
  let api: RunningApi;
  let stage: NoticeStage;
  let department: { id: string; head: string; leader: string };
  let author: ApiClient;
  let head: ApiClient;
  let leader: ApiClient;
  let ticketId: string;

  beforeAll(async () => {
    api = await startApi();
    stage = new NoticeStage(api.database, api.clock, 'smtp://127.0.0.1:9');
    const [found] = await api.unitOfWork.read<typeof department>(
      `SELECT d.id, h.employee_number AS head, l.employee_number AS leader
         FROM department d JOIN person h ON h.id = d.head_id JOIN person l ON l.id = d.leader_id
        WHERE d.kind = 'ordinary' AND d.leader_id <> d.head_id ORDER BY d.code LIMIT 1`,
    );
    const [agent] = await api.unitOfWork.read<{ number: string }>(
      `SELECT employee_number AS number FROM person p
        WHERE roles = '{}' AND NOT EXISTS (SELECT 1 FROM department d WHERE p.id IN (d.head_id, d.deputy_id))
          AND NOT EXISTS (SELECT 1 FROM department_member m WHERE m.person_id = p.id)
        ORDER BY employee_number LIMIT 1`,
    );
    if (!found || !agent) throw new Error('The demo organisation lacks somebody.');
    department = found;
    author = await api.client().signIn(agent.number);
    head = await api.client().signIn(department.head);
    leader = await api.client().signIn(department.leader);
  });
  afterAll(async () => {
    await stage.end();
    await api.stop();
  });

  async function perform(who: ApiClient, command: string, body: object = {}): Promise<void> {
    const { version } = await who.get<{ version: number }>(`/tickets/${ticketId}`);
    const answered = await who.request('POST', `/tickets/${ticketId}/${command}`, body, { version });
    expect({
      command,
      status: answered.status,
      body: answered.status === 200 ? null : answered.body,
    }).toEqual({
      command,
      status: 200,
      body: null,
    });
  }

  /** Kinds of the notices written since the last call, each once. */
  async function told(): Promise<string[]> {
    await stage.follow();
    const kinds = new Set((await stage.mails(ticketId)).map((mail) => mail.kind));
    await stage.run(`DELETE FROM mail`, []);
    return [...kinds];
  }

  it('tells everybody concerned, step by step', async () => {
    const submitted = await author.request<{ id: string }>('POST', '/tickets', {
      kind: 'problem',
      departmentId: department.id,
      title: 'The chairs are broken',
      body: 'Three chairs on the second floor cannot be used any more.',
      mayPublishWording: false,
    });
    ticketId = submitted.body.id;
    expect(await told()).toEqual(['dispatched']);
    await perform(head, 'ask-author', { text: 'Which chairs are they?' });
    expect(await told()).toEqual(['author-asked']);
    await perform(author, 'reply', { text: 'Those at the window.' });
    expect(await told()).toEqual(['author-replied']);
    await perform(head, 'propose-refusal', { text: 'We will not replace them this year.' });
    expect(await told()).toEqual(['refusal-waiting']);
    await perform(leader, 'decline-refusal', { reason: 'Please look for a way.' });
    expect(await told()).toEqual(['refusal-declined']);
    await perform(head, 'propose-refusal', { text: 'There is no money left.' });
    await perform(leader, 'approve-refusal');
    expect(await told()).toEqual(['answered', 'refusal-approved', 'refusal-waiting']);
    const ratings = { outcome: 1, handling: 2, feeling: 1 };
    await perform(author, 'reject', { verdict: 'no', reason: 'The chairs are still broken.', ratings });
    expect(await told()).toEqual(['escalated', 'escalated-for-you', 'escalated-from-you']);
    await perform(leader, 'redo', { reason: 'Please repair them at least.' });
    expect(await told()).toEqual(['redo-ordered']);
    await perform(head, 'answer', { text: 'They are repaired.', visibility: 'private' });
    expect(await told()).toEqual(['answered']);
    await perform(head, 'amend-answer', { text: 'They are all repaired.', reason: 'More exact' });
    expect(await told()).toEqual(['answer-amended']);
    await perform(author, 'confirm', { ratings: { outcome: 5, handling: 4, feeling: 5 } });
    expect(await told()).toEqual([]);
  });
});

import { randomBytes, randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { type ApiClient, type RunningApi, startApi } from '../../../test/support/running-api.js';
import { wordFile } from '../../../test/support/zip-file.js';
import { housekeepAttachments } from './housekeep-attachments.js';

interface Uploaded {
  readonly id: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly code?: string;
}

describe('attachments', () => {
  let api: RunningApi;
  let author: ApiClient;
  let colleague: ApiClient;
  let departmentId: string;
  let head: ApiClient;

  beforeAll(async () => {
    api = await startApi();
    const [department] = await api.unitOfWork.read<{ id: string; head: string }>(
      `SELECT d.id, p.employee_number AS head FROM department d JOIN person p ON p.id = d.head_id
        WHERE d.kind = 'ordinary' ORDER BY d.code LIMIT 1`,
    );
    const people = await api.unitOfWork.read<{ number: string }>(
      `SELECT employee_number AS number FROM person p
        WHERE roles = '{}' AND is_active
          AND NOT EXISTS (SELECT 1 FROM department d WHERE p.id IN (d.head_id, d.deputy_id, d.leader_id))
          AND NOT EXISTS (SELECT 1 FROM department_member m WHERE m.person_id = p.id)
        ORDER BY employee_number LIMIT 2`,
    );
    departmentId = department?.id ?? '';
    author = await api.client().signIn(people[0]?.number ?? '');
    colleague = await api.client().signIn(people[1]?.number ?? '');
    head = await api.client().signIn(department?.head ?? '');
  });
  afterAll(async () => {
    await api.stop();
  });
  afterEach(async () => {
    await api.database.dataSource.query(`DELETE FROM attachment WHERE ticket_id IS NULL`);
  });

  function form(content: Buffer | string, fileName: string, field = 'file'): FormData {
    const data = new FormData();
    data.append(field, new Blob([new Uint8Array(Buffer.from(content))]), fileName);
    return data;
  }

  async function upload(
    content: Buffer | string,
    fileName: string,
    key = randomUUID() as string,
  ): Promise<{ status: number; body: Uploaded; headers: Headers }> {
    return author.request<Uploaded>('POST', '/attachments', form(content, fileName), { key });
  }

  async function loose(): Promise<number> {
    return (await api.unitOfWork.read(`SELECT 1 FROM attachment WHERE ticket_id IS NULL`)).length;
  }

  async function submit(attachmentIds: readonly string[]): Promise<{ status: number; body: { id: string } }> {
    return author.request<{ id: string }>('POST', '/tickets', {
      kind: 'problem',
      departmentId,
      title: 'The chairs are broken',
      body: 'Three chairs on the second floor cannot be used any more.',
      mayPublishWording: false,
      attachmentIds,
    });
  }

  it('keeps a Chinese name and every byte', async () => {
    const content = wordFile([{ name: 'word/media/noise.bin', content: randomBytes(900_000) }]);
    const { status, body } = await upload(content, '排班表（三月）.docx');
    expect({ status, body }).toMatchObject({
      status: 201,
      body: { fileName: '排班表（三月）.docx', sizeBytes: content.length },
    });
    const got = await author.request('GET', `/attachments/${body.id}`);
    expect(got.bytes.equals(content)).toBe(true);
    expect(Object.fromEntries(got.headers)).toMatchObject({
      'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'content-length': String(content.length),
      'content-disposition': `attachment; filename="_______.docx"; filename*=UTF-8''${encodeURIComponent('排班表（三月）.docx')}`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'content-security-policy': "default-src 'none'; sandbox",
    });
  });

  it('shows pictures and PDF in the browser when asked to, and nothing else', async () => {
    const png = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'blue' } })
      .png()
      .toBuffer();
    const picture = (await upload(png, 'a.png')).body.id;
    const text = (await upload('hello', 'a.txt')).body.id;
    const disposition = async (path: string): Promise<string> =>
      (await author.request('GET', path)).headers.get('content-disposition')?.split(';')[0] ?? '';
    expect(await disposition(`/attachments/${picture}?inline=1`)).toBe('inline');
    expect(await disposition(`/attachments/${picture}`)).toBe('attachment');
    expect(await disposition(`/attachments/${text}?inline=1`)).toBe('attachment');
  });

  it('refuses by content, whatever the name says', async () => {
    const { status, body } = await upload('<svg onload="alert(1)"/>', 'chart.png');
    expect({ status, code: body.code }).toEqual({ status: 415, code: 'attachment.type-not-allowed' });
  });

  it('stops a file that is too long while it is still coming', async () => {
    const { status, body } = await upload('a'.repeat(10 * 1024 * 1024 + 1), 'long.txt');
    expect({ status, code: body.code }).toEqual({ status: 413, code: 'attachment.too-large' });
    expect((await upload('a'.repeat(10 * 1024 * 1024), 'full.txt')).status).toBe(201);
  });

  it('answers a repeated upload with the first one', async () => {
    const key = randomUUID();
    const first = await upload('hello', 'a.txt', key);
    const again = await upload('hello', 'a.txt', key);
    expect(again.body).toEqual(first.body);
    expect((await upload('other', 'a.txt', key)).body.code).toBe('request.idempotency-key-reused');
    const rows: unknown[] = await api.database.dataSource.query(
      `SELECT 1 FROM attachment WHERE ticket_id IS NULL`,
    );
    expect(rows).toHaveLength(1);
  });

  it('takes forms on its own route only, and there nothing but one file', async () => {
    const elsewhere = await author.request('POST', '/tickets', form('hello', 'a.txt'));
    expect(elsewhere.status).toBe(415);
    const wrongField = await author.request('POST', '/attachments', form('hello', 'a.txt', 'upload'));
    expect(wrongField.body).toMatchObject({ status: 415, code: 'request.upload-expected' });
    const json = await author.request('POST', '/attachments', { file: 'hello' });
    expect(json.body).toMatchObject({ status: 415, code: 'request.upload-expected' });
    expect(await loose()).toBe(0);
  });

  it('reads the first of several files and leaves the others alone', async () => {
    const two = form('hello', 'a.txt');
    two.append('file', new Blob(['x']), 'b.txt');
    const { body } = await author.request('POST', '/attachments', two);
    expect(body).toMatchObject({ fileName: 'a.txt' });
    expect(await loose()).toBe(1);
  });

  it('is seen by its uploader alone until it belongs to a ticket, then by who sees the ticket', async () => {
    const { id } = (await upload('hello', 'a.txt')).body;
    expect((await author.request('GET', `/attachments/${id}`)).status).toBe(200);
    expect((await head.request('GET', `/attachments/${id}`)).status).toBe(404);
    expect((await submit([id])).status).toBe(201);
    expect((await author.request('GET', `/attachments/${id}`)).status).toBe(200);
    expect((await head.request('GET', `/attachments/${id}`)).status).toBe(200);
    expect((await colleague.request('GET', `/attachments/${id}`)).status).toBe(404);
    expect((await api.client().request('GET', `/attachments/${id}`)).status).toBe(401);
  });

  it('belongs to one ticket, and only its uploader can bring it there', async () => {
    const { id } = (await upload('hello', 'a.txt')).body;
    expect((await submit([id])).status).toBe(201);
    expect((await submit([id])).status).toBe(400);
    expect((await submit([randomUUID()])).status).toBe(400);
    const foreign = await colleague.request<Uploaded>('POST', '/attachments', form('hello', 'b.txt'));
    expect((await submit([foreign.body.id])).status).toBe(400);
    const six = await Promise.all(
      Array.from({ length: 6 }, async () => (await upload('hello', 'a.txt')).body.id),
    );
    expect((await submit(six)).status).toBe(400);
    expect((await submit(six.slice(1))).status).toBe(201);
  });

  it('can be taken back only before it belongs to a ticket', async () => {
    const { id } = (await upload('hello', 'a.txt')).body;
    expect((await colleague.request('DELETE', `/attachments/${id}`)).status).toBe(404);
    expect((await author.request('DELETE', `/attachments/${id}`)).status).toBe(204);
    expect((await author.request('GET', `/attachments/${id}`)).status).toBe(404);
    const attached = (await upload('hello', 'a.txt')).body.id;
    await submit([attached]);
    expect((await author.request('DELETE', `/attachments/${attached}`)).status).toBe(409);
    expect((await author.request('GET', '/attachments/not-an-id')).status).toBe(404);
  });

  it('does not let one person fill the disk', async () => {
    for (let count = 0; count < 20; count++) expect((await upload('hello', 'a.txt')).status).toBe(201);
    expect((await upload('hello', 'a.txt')).body.code).toBe('attachment.too-many');
  });

  it('deletes after a day what belongs to no ticket, with its content', async () => {
    const kept = (await upload('kept', 'a.txt')).body.id;
    await submit([kept]);
    const { id } = (await upload('hello', 'a.txt')).body;
    const housekeep = async (): Promise<void> =>
      api.unitOfWork.run({ kind: 'system', name: 'test' }, housekeepAttachments);
    api.clock.advance({ hours: 5 });
    await housekeep();
    expect((await api.unitOfWork.read(`SELECT 1 FROM attachment WHERE id = $1`, [id])).length).toBe(1);
    api.clock.advance({ hours: 20 });
    await housekeep();
    expect((await api.unitOfWork.read(`SELECT 1 FROM attachment WHERE id = $1`, [id])).length).toBe(0);
    expect(
      (await api.unitOfWork.read(`SELECT 1 FROM attachment_chunk WHERE attachment_id = $1`, [id])).length,
    ).toBe(0);
    expect(
      (await api.unitOfWork.read(`SELECT 1 FROM attachment_chunk WHERE attachment_id = $1`, [kept])).length,
    ).toBe(1);
  });
});

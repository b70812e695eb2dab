import type { CalendarSummaryDto } from '../../../libs/sla/calendar/calendar.dto.js';
import { startApi, type ApiClient, type RunningApi } from '../../../test/support/running-api.js';

const FORM = 'multipart/form-data';
const PART = 'content-disposition: form-data; name="file"; filename="a.txt"';
const NAMELESS = 'content-disposition: form-data; name="file"\r\ncontent-type: application/octet-stream';

/** A form as it goes over the wire. */
const form = (part: string, end = '\r\n--x--\r\n'): string => `--x\r\n${part}\r\n\r\nhello${end}`;

let api: RunningApi;
let administrator: ApiClient;
let routes: string[];

beforeAll(async () => {
  api = await startApi();
  administrator = await api.client().signIn('S9001');
  const [calendar] = await administrator.get<CalendarSummaryDto[]>('/calendars');
  routes = ['/attachments', '/admin/import?kind=people', `/admin/calendars/${calendar?.id ?? ''}/readings`];
});

afterAll(async () => {
  await api.stop();
});

async function send(path: string, body: string, type = `${FORM}; boundary=x`) {
  return administrator.request<{ code?: string; errors?: { rule: string; message: string }[] }>(
    'POST',
    path,
    body,
    { headers: { 'content-type': type } },
  );
}

describe('an upload', () => {
  it.each([
    ['has no boundary', form(PART), FORM],
    ['has a boundary that is too long', form(PART), `${FORM}; boundary=${'x'.repeat(300)}`],
    ['ends within its file', form(PART, ''), undefined],
    ['ends within its long file', form(PART, 'o'.repeat(500_000)), undefined],
    ['ends within the headers of its file', `--x\r\n${PART}`, undefined],
    ['ends before its file', '--x\r\n', undefined],
    ['has other boundaries than it says', form(PART), `${FORM}; boundary=y`],
  ])('that %s is refused and tells what is right', async (_name, body, type) => {
    for (const path of routes) {
      const { status, body: said } = await send(path, body, type);
      expect([path, status, said.code]).toEqual([path, 400, 'request.malformed']);
      expect(said.errors).toMatchObject([
        { rule: 'multipart', message: expect.stringContaining('boundary') },
      ]);
    }
  });

  it.each([
    ['has nothing in it', ''],
    ['has no file in it', '--x--\r\n'],
    ['has a text in place of a file', form('content-disposition: form-data; name="file"')],
    ['has a file without a field', form('content-disposition: form-data; filename="a.txt"')],
    ['has a file in the field of a prototype', form(PART.replace('file', '__proto__'))],
    ['has a part without headers', form('')],
  ])('that %s is refused', async (_name, body) => {
    for (const path of routes) {
      const { status, body: said } = await send(path, body);
      expect([path, status, said.code]).toEqual([path, 415, 'request.upload-expected']);
    }
  });

  it('needs no name', async () => {
    const [attachments, people, readings] = await Promise.all(
      routes.map((path) => send(path, form(NAMELESS))),
    );
    expect(attachments).toMatchObject({ status: 201, body: { fileName: 'file.txt' } });
    expect(people).toMatchObject({ status: 200, body: { errorCount: 7 } });
    expect(readings?.status).toBe(422);
  });
});

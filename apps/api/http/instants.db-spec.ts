import { encodeCursor } from '@huiyin/platform';
import type { MeDto } from '../people/me.dto.js';
import { startApi, type ApiClient, type RunningApi } from '../../../test/support/running-api.js';

const ID = '0192d3f8-1111-7000-8000-000000000000';

let api: RunningApi;
let administrator: ApiClient;
let head: ApiClient;

beforeAll(async () => {
  api = await startApi();
  administrator = await api.client().signIn('S9001');
  head = await api.client().signIn('H2111');
});

afterAll(async () => {
  await api.stop();
});

const LISTS = ['/tickets?box=mine&', '/tickets?box=inbox&', '/board?', '/bulletins?', '/rectifications?'];

/** None of these is an instant, and each was taken for one by something once. */
const NO_INSTANTS = [
  '2024-02-30T00:00:00.000Z',
  '0000-01-01T00:00:00.000Z',
  '2024-W05-1T10:00:00Z',
  '2024-123T10:00:00Z',
  '2024-01-02T10Z',
  '2024-01-02T24:00:00Z',
  '2024-01-02T10:00:60Z',
  '2024-02-30T10:00:00Z',
  '2024-01-02T10:00:00',
  '2024-01-02 10:00:00Z',
  '2024-01-02T10:00:00+25:00',
  '0000-01-01T10:00:00Z',
  '+275760-09-13T00:00:00.000Z',
  '2024-01-02',
  '',
];

describe('what is no instant', () => {
  it.each(LISTS)('is refused in the cursor of %s', async (list) => {
    for (const text of NO_INSTANTS) {
      const answered = await head.request('GET', `${list}cursor=${encodeCursor([text, ID])}`);
      expect([text, answered.status, answered.body['code']]).toEqual([text, 400, 'request.cursor-invalid']);
    }
  });

  it('is refused as the time of an absence, with its field', async () => {
    const { version } = await head.get<MeDto>('/session');
    for (const text of [...NO_INSTANTS, 17, {}, ['2024-01-02T10:00:00Z']]) {
      for (const field of ['absentFrom', 'absentUntil']) {
        const answered = await head.request('PATCH', '/me', { [field]: text }, { version });
        expect([text, answered.status, answered.body]).toMatchObject([
          text,
          400,
          { code: 'request.invalid', errors: [{ field, rule: 'instant' }] },
        ]);
      }
    }
  });

  it('is refused as the time until which mails were seen, with its field', async () => {
    for (const until of [...NO_INSTANTS, null, 17]) {
      const answered = await administrator.request('POST', '/admin/operations/dead-letters/acknowledge', {
        until,
      });
      expect([until, answered.status, answered.body]).toMatchObject([
        until,
        400,
        { code: 'request.invalid', errors: [{ field: 'until', rule: 'instant' }] },
      ]);
    }
  });
});

describe('an instant', () => {
  it('may be written with an offset, and with or without seconds and their parts', async () => {
    let { version } = await head.get<MeDto>('/session');
    for (const [absentUntil, is] of [
      ['2026-03-09T09:00:00+08:00', '2026-03-09T01:00:00.000Z'],
      ['2026-03-09T02:00Z', '2026-03-09T02:00:00.000Z'],
      ['2026-03-09T03:00:00.5Z', '2026-03-09T03:00:00.500Z'],
      ['9999-12-31T23:59:59-08:00', '+010000-01-01T07:59:59.000Z'],
      ['0001-01-01T00:00:00+08:00', '0000-12-31T16:00:00.000Z'],
      [null, null],
    ]) {
      const answered = await head.request<MeDto>('PATCH', '/me', { absentUntil }, { version });
      expect(answered).toMatchObject({ status: 200, body: { absentUntil: is } });
      version = answered.body.version;
    }
  });
});

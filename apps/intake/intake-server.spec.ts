import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { ENVELOPE_BYTES, RESPONSE_BYTES } from '../../libs/anonymity/intake/envelope.js';
import { post } from '../../test/support/anonymous-client.js';
import { Alarms } from './alarms.js';
import { ANSWER_STEP_MS, IntakeServer, type Pace } from './intake-server.js';

const GOOD = Buffer.alloc(ENVELOPE_BYTES, 1);
const FORGED = Buffer.alloc(ENVELOPE_BYTES, 2);
const response = randomBytes(RESPONSE_BYTES);

describe('an answer', () => {
  /** Time passes only by waiting and working; the rest of a place ends when the test says so. */
  const passed = { milliseconds: 0, work: 0 };
  let rests: (() => void)[] = [];
  const pace: Pace = {
    now: () => passed.milliseconds,
    wait: (milliseconds) => {
      if (milliseconds === 20) return new Promise<void>((resolve) => rests.push(resolve));
      passed.milliseconds += milliseconds;
      return Promise.resolve();
    },
  };
  const server = new IntakeServer({
    ...{ webOrigin: 'https://huiyin.example.test', alarms: new Alarms(), pace },
    answer: (envelope) => {
      passed.milliseconds += passed.work;
      return Promise.resolve({ response, isWelcome: envelope.equals(GOOD) });
    },
  });
  let port: number;
  beforeAll(async () => (port = await server.listen(0, '127.0.0.1')));
  afterAll(() => server.close());
  beforeEach(() => {
    for (const end of rests) end();
    rests = [];
  });

  it.each([
    [0, 1],
    [100, 1],
    [235, 1],
    [250, 1],
    [251, 2],
    [499, 2],
  ])(
    'after %s ms of work leaves at step %s, whether the envelope was taken or refused',
    async (work, step) => {
      for (const [body, restsOf] of [
        [GOOD, 0],
        [FORGED, 1],
      ] as const) {
        Object.assign(passed, { milliseconds: 0, work });
        rests = [];
        expect((await post(port, body)).body).toEqual(response);
        expect(passed.milliseconds).toBe(step * ANSWER_STEP_MS);
        // A refused one still has its place, and did not wait for that.
        expect(rests).toHaveLength(restsOf);
        for (const end of rests) end();
      }
    },
  );

  it('to what is no envelope leaves at a step, too, like health, preflight and what is not here', async () => {
    passed.work = 0;
    const ask: (() => Promise<{ status: number }>)[] = [
      () => post(port, randomBytes(1)),
      () => post(port, GOOD, { cookie: 'a=b' }),
      () => post(port, GOOD, { authorization: 'Bearer abc' }),
      () => post(port, Buffer.alloc(0), {}, 'OPTIONS'),
      () => post(port, Buffer.alloc(0), {}, 'GET', '/health'),
      () => post(port, Buffer.alloc(0), {}, 'GET', '/journal'),
    ];
    const statuses: number[] = [];
    for (const one of ask) {
      passed.milliseconds = 0;
      statuses.push((await one()).status);
      expect(passed.milliseconds).toBe(ANSWER_STEP_MS);
      for (const end of rests) end();
    }
    expect(statuses).toEqual([200, 200, 200, 204, 204, 404]);
  });
});

describe('whoever sends one byte a second, or none', () => {
  const open: Socket[] = [];
  const server = new IntakeServer({
    ...{ webOrigin: 'https://huiyin.example.test', alarms: new Alarms() },
    answer: () => Promise.resolve({ response, isWelcome: true }),
  });
  let port: number;
  beforeAll(async () => (port = await server.listen(0, '127.0.0.1')));
  afterAll(async () => {
    for (const socket of open) socket.destroy();
    await server.close();
  });

  const head = [
    ...['POST / HTTP/1.1', 'host: x', 'content-type: application/octet-stream'],
    ...[`content-length: ${ENVELOPE_BYTES}`, '', ''],
  ].join('\r\n');
  const hold = (text: string): Promise<Socket> =>
    new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(text, () => resolve(socket)));
      socket.on('error', () => undefined);
      socket.resume();
      open.push(socket);
    });
  const isOpen = (socket: Socket): boolean => !socket.destroyed;

  it('keeps a place only as long as nobody waits for it', async () => {
    const slow = await Promise.all(Array.from({ length: 64 }, () => hold(`${head}x`)));
    const { body, milliseconds } = await post(port, GOOD);
    expect(body).toEqual(response);
    // Not the fifteen seconds that each of them would have had.
    expect(milliseconds).toBeLessThan(12_000);
    expect(slow.some(isOpen)).toBe(true);
  });

  it('loses the connection to whoever speaks when there are too many', async () => {
    await Promise.all(Array.from({ length: 300 }, () => hold('POST ')));
    const began = performance.now();
    let answered = false;
    while (!answered && performance.now() - began < 10_000) {
      answered = await post(port, GOOD).then(
        () => true,
        () => false,
      );
    }
    expect(answered).toBe(true);
  });
});

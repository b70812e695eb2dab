import { randomUUID } from 'node:crypto';
import { AnyRoute, groupOf } from '../support/any-route.js';
import { describedRoutes, fieldsOf, replaced, type DescribedRoute } from '../support/sample-body.js';

/** Odd values of every kind; what is of another kind or broken is refused before, see fields.e2e-spec. */
const VALUES: readonly unknown[] = [
  ...[null, false, 0, -1, 0.5, 1e308, 2 ** 31, 2 ** 53],
  ...['', 'a', 'An ordinary text, longer than the shortest.', '意'.repeat(501), 'x'.repeat(9_000)],
  ...['00000000-0000-4000-8000-000000000000', '2024-02-30', '0000-00-00', '9999-12-31', '-infinity'],
  ...['25:61', '+08:00', '%', '__proto__'],
  ...[[], [null], ['a', 'a'], Array.from({ length: 600 }, () => randomUUID()), {}, { length: 3 }],
];

/** Nothing valid is known here: secrets, states that take days, or what only a browser makes. */
const NEVER_VALID = new Set([
  'POST /session',
  'POST /session/password',
  'POST /anonymity/tokens',
  'POST /bulletins/{bulletinId}/discard',
  'POST /tickets/{ticketId}/reopen',
  'POST /tickets/{ticketId}/close-unresolved',
]);
/** Slowed down after some failures, for longer than a test lives. */
const SLOWED = new Set(['POST /session', 'POST /session/password', 'POST /demo/session']);
/** In this order each leaves behind what the next one needs. */
const ORDER = [
  'publication',
  '{version}',
  'PATCH',
  'take-out',
  'publish',
  'correct',
  'answer',
  'return',
  'withdraw',
  'discard',
];

// A trial of a calendar counts deadlines of a whole year, and its body is that of a change.
const routes = describedRoutes().filter(({ body, path }) => body !== null && !path.endsWith('/trials'));
const groups = [...new Set(routes.map(groupOf))];
const rank = ({ name }: DescribedRoute): number => {
  const place = ORDER.findIndex((word) => name.startsWith(word) || name.endsWith(word));
  return place < 0 || /tickets|admin/.test(name) ? ORDER.length : place;
};

describe.each(groups)('a body for %s', (group) => {
  let stage: AnyRoute;
  beforeAll(async () => {
    stage = await AnyRoute.open();
  }, 60_000);
  afterAll(async () => {
    await stage.close();
  });

  const own = routes
    .filter((route) => groupOf(route) === group)
    .sort((one, other) => rank(one) - rank(other));
  it.each(own)(
    'fails with nothing that may be in one of its fields: $name',
    async (route) => {
      let body = await stage.bodyOf(route);
      let { clients, path, version } = await stage.targetOf(route);
      let turn = 0;
      const failures: unknown[] = [];
      const send = async (sent: unknown, ...what: unknown[]): Promise<number> => {
        const client = clients[turn++ % clients.length] ?? stage.api.client();
        const answered = await client.request<{ code?: string }>(route.method, path, sent, { version });
        const { status } = answered;
        if (status < 300) {
          body = await stage.bodyOf(route);
          ({ clients, path, version } = await stage.targetOf(route));
        } else {
          const isRefused = status >= 400 && status < 500 && (status !== 429 || SLOWED.has(route.name));
          const hasCode = /^[a-z-]+\.[a-z-]+$/.test(answered.body.code ?? '');
          if (!isRefused || !hasCode) failures.push([...what, status, answered.body]);
        }
        return status;
      };
      const status = await send(body, 'a valid body');
      expect([NEVER_VALID.has(route.name), status]).toEqual([status >= 300, status]);
      for (const field of fieldsOf(body)) {
        for (const value of VALUES) {
          await send(replaced(body, field, value), field.join('.'), JSON.stringify(value).slice(0, 60));
        }
      }
      expect(failures).toEqual([]);
    },
    120_000,
  );
});

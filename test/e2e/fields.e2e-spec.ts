import {
  describedRoutes,
  fieldsOf,
  replaced,
  sampleOf,
  valueAt,
  type DescribedRoute,
} from '../support/sample-body.js';
import { startApi, type ApiClient, type RunningApi } from '../support/running-api.js';

interface Problem {
  readonly code?: string;
  readonly errors?: readonly { readonly field: string }[];
}

const NOWHERE = '00000000-0000-4000-8000-000000000000';
/** No text has these: neither half a character nor what the database takes for the end. */
const BROKEN = ['half@\ud800.example.test', 'a nothing: \0.'];
const OTHERS = [7.5, true, 'x', {}, [], [[]]];

const kindOf = (value: unknown): string => (Array.isArray(value) ? 'list' : typeof value);

let api: RunningApi;
let people: ApiClient[];

beforeAll(async () => {
  api = await startApi();
  await api.unitOfWork.read(`UPDATE person SET roles = '{administrator}' WHERE employee_number = 'A1020'`);
  people = await Promise.all(
    ['A1001', 'L3001', 'S9001', 'A1020'].map((number) => api.client().signIn(number)),
  );
});

afterAll(async () => {
  await api.stop();
});

/** Sends a body to a place at which there is nothing: it is looked at before. */
function send(client: ApiClient, route: DescribedRoute, body: unknown) {
  const path = route.path.replace('{version}', '1').replace(/\{\w+\}/, NOWHERE);
  return client.request<Problem>(route.method, path, body, { version: 1 });
}

async function whoMay(route: DescribedRoute): Promise<ApiClient> {
  // Not always the same administrator: nobody may ask as often as this test does.
  people.push(...people.splice(2, 1));
  for (const client of people) if ((await send(client, route, {})).status !== 403) return client;
  throw new Error(`Nobody may ${route.name}.`);
}

describe('a body', () => {
  const routes = describedRoutes().filter(({ body, name }) => body !== null && !/ .*session/.test(name));

  it('is known to this test for many routes', () => {
    expect(routes.length).toBeGreaterThan(50);
  });

  it.each(routes)(
    'has every field refused by its name that is of another kind or broken: $name',
    async (route) => {
      const client = await whoMay(route);
      const body = sampleOf(route.body ?? {}, {});
      const taken: unknown[] = [];
      // A calendar is read as a whole, and by the room itself.
      for (const field of fieldsOf(body).filter(
        ([first, second]) => first !== 'change' || second === undefined,
      )) {
        for (const other of [
          ...OTHERS.filter((value) => kindOf(value) !== kindOf(valueAt(body, field))),
          ...BROKEN,
        ]) {
          const { status, body: said } = await send(client, route, replaced(body, field, other));
          const names = said.errors?.map((error) => error.field.split('.')[0]);
          const isNamed = said.code === 'request.invalid' && names?.includes(String(field[0])) === true;
          if (!isNamed) taken.push([field.join('.'), other, status, said.code]);
        }
      }
      expect(taken).toEqual([]);
    },
  );
});

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { OpenAPIObject } from '@nestjs/swagger';
import { startApi, type ApiClient, type RunningApi } from '../support/running-api.js';

/** The only routes that answer somebody who has not signed in. Whoever adds one adds it here, and says why there. */
const FOR_ANYONE = new Set([
  'POST /api/v1/session', // signing in
  'GET /api/v1/meta', // the sign-in page must know the mode and the languages
  'GET /api/v1/demo/people', // 404 outside demo mode
  'POST /api/v1/demo/session',
  'GET /api/v1/demo/mail',
  'GET /api/v1/demo/mail/{id}',
  'GET /api/v1/anonymity/keys', // compared by people and programs that have no account, and kept by caches
  'GET /api/v1/anonymity/redeemed-tokens/{year}',
]);

interface Route {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly isAdministration: boolean;
}

let api: RunningApi;
let agent: ApiClient;
let routes: Route[];
let description: OpenAPIObject;

beforeAll(async () => {
  api = await startApi();
  agent = await api.client().signIn('A1001');
  description = (await agent.get<OpenAPIObject>('/api/openapi.json')) as OpenAPIObject;
  routes = Object.entries(description.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => ({
      name: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path: path.replace(/\{[^}]+\}/g, '00000000-0000-4000-8000-000000000000'),
      isAdministration: path.startsWith('/api/v1/admin/'),
    })),
  );
});

afterAll(async () => {
  await api.stop();
});

describe('every route of the api', () => {
  it('is known to this test in useful numbers', () => {
    expect(routes.length).toBeGreaterThan(60);
    expect(routes.filter((route) => route.isAdministration).length).toBeGreaterThan(10);
  });

  it('is described by the committed file, which the screens take their types from', () => {
    const file = resolve(import.meta.dirname, '../../docs/openapi.json');
    expect(description).toEqual(JSON.parse(readFileSync(file, 'utf8')));
  });

  it('answers nobody who has not signed in, except where that is the point', async () => {
    const stranger = api.client();
    const open: string[] = [];
    for (const route of routes) {
      const { status } = await stranger.request(
        route.method,
        route.path,
        route.method === 'GET' ? undefined : {},
      );
      if (status !== 401 || FOR_ANYONE.has(route.name)) open.push(route.name);
    }
    expect(open.sort()).toEqual([...FOR_ANYONE].sort());
  });

  it('keeps administration to administrators', async () => {
    for (const route of routes.filter((candidate) => candidate.isAdministration)) {
      const body = route.method === 'GET' ? undefined : {};
      const answered = await agent.request<{ code: string }>(route.method, route.path, body, { version: 1 });
      expect([route.name, answered.status, answered.body.code]).toEqual([
        route.name,
        403,
        'access.role-required',
      ]);
    }
  });

  it('refuses unknown fields and rubbish in every body, with a problem and never with a failure', async () => {
    const administrator = await api.client().signIn('S9001');
    const bodies = [
      '[]',
      '"text"',
      'null',
      '{"surprise":{"$ne":null}}',
      '{"title":{"a":[1]},"text":17,"id":{}}',
    ];
    for (const route of routes.filter((candidate) => candidate.method !== 'GET')) {
      if (route.name === 'DELETE /api/v1/session' || route.name === 'DELETE /api/v1/sessions') continue;
      for (const client of [agent, administrator]) {
        for (const body of bodies) {
          const answered = await client.request<{ code?: string }>(route.method, route.path, body, {
            version: 1,
            headers: { 'content-type': 'application/json' },
          });
          expect([route.name, body, answered.status >= 400 && answered.status < 500]).toEqual([
            route.name,
            body,
            true,
          ]);
          expect(answered.body.code).toEqual(expect.stringMatching(/^[a-z-]+\.[a-z-]+$/));
        }
      }
    }
  });

  it('sends strict headers', async () => {
    const { headers } = await agent.request('GET', '/session');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('strict-transport-security')).toContain('max-age=31536000');
  });
});

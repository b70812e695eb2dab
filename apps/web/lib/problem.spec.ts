import { problemFrom } from './problem.js';

describe('an answer that is no success', () => {
  it.each([
    [404, 'request.not-found'],
    [413, 'request.too-large'],
    [429, 'request.rate-limited'],
    [400, 'request.malformed'],
    [502, 'service.unavailable'],
  ])('%i from a proxy, with a page of its own, is told by its status', (status, code) => {
    expect(problemFrom(status, '<html>…</html>', null)).toMatchObject({ code, status, members: {} });
  });

  it('says how long to wait where a proxy says it in seconds', () => {
    expect(problemFrom(429, undefined, '20').members).toEqual({ retryAfterSeconds: 20 });
    expect(problemFrom(429, undefined, 'Fri, 27 Nov 2026 09:00:00 GMT').members).toEqual({});
  });

  it('is what the server says it is', () => {
    const body = { code: 'request.rate-limited', retryAfterSeconds: 3, title: 'Too many requests' };
    expect(problemFrom(429, body, '20')).toMatchObject({
      code: 'request.rate-limited',
      title: 'Too many requests',
      members: { retryAfterSeconds: 3 },
    });
  });
});

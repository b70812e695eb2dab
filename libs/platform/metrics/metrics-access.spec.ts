import { mayReadMetrics } from './metrics-access.js';

const TOKEN = 'a-token-of-enough-characters';
const from = (remoteAddress: string, headers: Record<string, string> = {}) => ({ remoteAddress, headers });

describe('who may read the metrics', () => {
  it.each([
    ['closed', from('127.0.0.1'), false],
    ['closed', from('127.0.0.1', { authorization: 'Bearer ' }), false],
    ['loopback', from('127.0.0.1'), true],
    ['loopback', from('::1'), true],
    ['loopback', from('::ffff:127.0.0.1'), true],
    ['loopback', from('10.0.0.7'), false],
    ['loopback', from('127.0.0.1', { 'x-forwarded-for': '203.0.113.9' }), false],
    ['loopback', from('127.0.0.1', { forwarded: 'for=203.0.113.9' }), false],
    ['token', from('10.0.0.7', { authorization: `Bearer ${TOKEN}` }), true],
    ['token', from('10.0.0.7', { authorization: `Bearer ${TOKEN}x` }), false],
    ['token', from('127.0.0.1'), false],
  ] as const)('%s, asked %j: %s', (access, reader, expected) => {
    const token = access === 'token' ? TOKEN : '';
    expect(mayReadMetrics({ access, token }, reader)).toBe(expected);
  });

  it('is nobody when a token is asked for and none is set', () => {
    expect(
      mayReadMetrics({ access: 'token', token: '' }, from('127.0.0.1', { authorization: 'Bearer ' })),
    ).toBe(false);
  });
});

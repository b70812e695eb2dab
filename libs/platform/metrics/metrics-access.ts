import { createHash, timingSafeEqual } from 'node:crypto';
import type { MetricsSettings } from '../settings/settings.js';

/** What a request for metrics shows of its sender. */
export interface MetricsReader {
  readonly remoteAddress: string | undefined;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether this request may read metrics. A request that a proxy passed on is not from this machine. */
export function mayReadMetrics(
  { access, token }: Pick<MetricsSettings, 'access' | 'token'>,
  { remoteAddress, headers }: MetricsReader,
): boolean {
  if (access === 'loopback') {
    const wasPassedOn = headers['x-forwarded-for'] !== undefined || headers['forwarded'] !== undefined;
    return !wasPassedOn && LOOPBACK.test(remoteAddress ?? '');
  }
  const given = headers['authorization'];
  if (access !== 'token' || token === '' || typeof given !== 'string') return false;
  return timingSafeEqual(digest(given), digest(`Bearer ${token}`));
}

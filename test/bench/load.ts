import { Agent, request } from 'node:http';

/** One kind of request; called again for each, with the number of the connection that sends it. */
export interface Shot {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

export interface Figures {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Calls `once` from as many loops as there are connections, for so many seconds. */
export async function measure(
  connections: number,
  seconds: number,
  once: (connection: number) => Promise<void>,
): Promise<Figures> {
  const latencies: number[] = [];
  const start = performance.now();
  const end = start + seconds * 1000;
  await Promise.all(
    Array.from({ length: connections }, async (_, connection) => {
      while (performance.now() < end) {
        const before = performance.now();
        await once(connection);
        latencies.push(performance.now() - before);
      }
    }),
  );
  const elapsedSeconds = (performance.now() - start) / 1000;
  latencies.sort((a, b) => a - b);
  return {
    perSecond: latencies.length / elapsedSeconds,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
  };
}

/** Sends shots over kept-alive connections; anything but the expected status ends the run. */
export function httpCaller(
  baseUrl: string,
  connections: number,
  expectedStatus: number,
  shot: (connection: number) => Shot,
): (connection: number) => Promise<void> {
  const agents = Array.from({ length: connections }, () => new Agent({ keepAlive: true, maxSockets: 1 }));
  return (connection) =>
    new Promise((resolve, reject) => {
      const { method, path, headers, body } = shot(connection);
      const sent = request(
        `${baseUrl}${path}`,
        {
          method,
          headers: { ...headers, 'content-length': Buffer.byteLength(body ?? '') },
          agent: agents[connection],
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => {
            if (response.statusCode === expectedStatus) resolve();
            else
              reject(
                new Error(`${method} ${path}: ${response.statusCode} ${Buffer.concat(chunks).toString()}`),
              );
          });
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return percentile(sorted, 0.5);
}

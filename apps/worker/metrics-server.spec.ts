import { Log, type ProcessMetrics, type Settings } from '@huiyin/platform';
import { freePort } from '../../test/support/free-port.js';
import { testSettings } from '../../test/support/test-settings.js';
import { MetricsServer } from './metrics-server.js';

const shown = { start: () => undefined, text: async () => 'metrics 1\n' } as unknown as ProcessMetrics;

async function serve(metrics: Settings['metrics']): Promise<[MetricsServer, number | null]> {
  const settings = testSettings({ metrics });
  const server = new MetricsServer(shown, settings, new Log(settings));
  return [server, await server.start()];
}

describe('the metrics of a worker', () => {
  it('are shown on a port of their own to whoever has the token', async () => {
    const token = 'a-token-of-enough-characters';
    const [server, port] = await serve({ access: 'token', token, workerPort: await freePort() });
    const read = async (path: string, headers = {}) => {
      const response = await fetch(`http://127.0.0.1:${String(port)}${path}`, { headers });
      return [response.status, await response.text()];
    };
    const authorization = `Bearer ${token}`;
    expect(await read('/metrics', { authorization })).toEqual([200, 'metrics 1\n']);
    expect(await read('/metrics')).toEqual([404, '']);
    expect(await read('/', { authorization })).toEqual([404, '']);
    await server.onModuleDestroy();
  });

  it('are shown nowhere unless somebody opened them', async () => {
    for (const workerPort of [null, await freePort()]) {
      const [server, port] = await serve({ access: 'closed', token: '', workerPort });
      expect(port).toBeNull();
      await server.onModuleDestroy();
    }
  });
});

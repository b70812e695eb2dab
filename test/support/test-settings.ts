import type { Settings } from '@huiyin/platform';

/** Settings as a test needs them: silent, on no fixed port, with the given ones replaced. */
export function testSettings(given: Partial<Settings>): Settings {
  return {
    mode: 'production',
    databaseUrl: '',
    smtpUrl: '',
    publicUrl: 'https://huiyin.example.test',
    intakeUrl: 'https://intake.huiyin.example.test',
    release: { plan: { kind: 'daily', minute: 150 }, least: 30 },
    host: '127.0.0.1',
    port: 0,
    home: '/nonexistent',
    mailFrom: { name: '回音 Huiyin', address: 'huiyin@example.test' },
    logLevel: 'silent',
    trustProxyHops: 0,
    mailCatcherFolder: null,
    metrics: { access: 'closed', token: '', workerPort: null },
    ...given,
  };
}

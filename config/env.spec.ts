import { ConfigurationFault, readEnvironment, readSettings } from './env.js';

const servers = { DATABASE_URL: 'postgresql://db.example.org/huiyin', SMTP_URL: 'smtp://mail.example.org' };

describe('environment', () => {
  it('is a demo with servers of its own when nothing is set', () => {
    expect(readEnvironment({})).toMatchObject({
      mode: 'demo',
      databaseUrl: undefined,
      publicUrl: 'http://localhost:3000',
      host: '127.0.0.1',
      mailFrom: { name: 'Huiyin', address: 'huiyin@localhost' },
    });
  });

  it('is production when a database is named', () => {
    const settings = readSettings({ ...servers, PUBLIC_URL: 'https://huiyin.example.org/' });
    expect(settings).toMatchObject({ mode: 'production', publicUrl: 'https://huiyin.example.org' });
  });

  it.each([
    [servers, 'Set PUBLIC_URL to the https address'],
    [{ ...servers, PUBLIC_URL: 'http://huiyin.example.org' }, 'Set PUBLIC_URL to an https address'],
    [{ ...servers, SMTP_URL: '', PUBLIC_URL: 'https://h.example.org' }, 'Set SMTP_URL'],
    [{ PORT: '70000' }, 'Set PORT to a whole number from 0 to 65535.'],
    [{ PORT: '1e3' }, 'Set PORT'],
    [{ HUIYIN_MODE: 'test' }, 'Set HUIYIN_MODE to one of: demo, production.'],
    [{ DATABASE_URL: 'mysql://u:secret@h/d', HUIYIN_MODE: 'demo' }, 'Set DATABASE_URL to an address'],
    [{ MAIL_FROM: 'a@b.example, c@d.example' }, 'Set MAIL_FROM'],
    [{ PUBLIC_URL: 'http://localhost/huiyin' }, 'Set PUBLIC_URL without a path'],
    [{ INTAKE_PUBLIC_URL: 'http://localhost:3001/in' }, 'Set INTAKE_PUBLIC_URL without a path'],
    [{ INTAKE_PUBLIC_URL: 'http://localhost:3000' }, 'Set INTAKE_PUBLIC_URL to a host or port of its own'],
    [
      { PUBLIC_URL: 'https://h.example.org', INTAKE_PUBLIC_URL: 'http://intake.example.org' },
      'Set INTAKE_PUBLIC_URL to an https address',
    ],
    [{ METRICS_ACCESS: 'token' }, 'Set METRICS_TOKEN together with METRICS_ACCESS=token'],
    [{ METRICS_ACCESS: 'loopback', METRICS_TOKEN: 'x'.repeat(30) }, 'Set METRICS_TOKEN together'],
    [{ METRICS_TOKEN: 'short' }, 'Set METRICS_TOKEN to 24 to 200'],
  ])('refuses %j', (variables, sentence) => {
    expect(() => readEnvironment(variables)).toThrow(ConfigurationFault);
    expect(() => readEnvironment(variables)).toThrow(sentence);
  });

  it('knows where anonymous messages go only when it was told', () => {
    expect(readEnvironment({})).toMatchObject({ intakeUrl: null });
    const variables = {
      PUBLIC_URL: 'https://h.example.org',
      INTAKE_PUBLIC_URL: 'https://intake.example.org/',
    };
    expect(readEnvironment(variables)).toMatchObject({ intakeUrl: 'https://intake.example.org' });
  });

  it('keeps the metrics closed until somebody opens them', () => {
    const metrics = { access: 'closed', token: '', workerPort: null };
    expect(readEnvironment({})).toMatchObject({ metrics });
    const token = 'a-token-of-enough-characters';
    expect(readEnvironment({ METRICS_TOKEN: token, METRICS_WORKER_PORT: '9464' })).toMatchObject({
      metrics: { access: 'token', token, workerPort: 9464 },
    });
  });

  it('never repeats a secret', () => {
    expect(() => readEnvironment({ METRICS_TOKEN: 'hunter2' })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter2') as string }),
    );
    expect(() => readEnvironment({ SMTP_URL: 'http://user:hunter2@mail' })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter2') as string }),
    );
  });

  it('tells every fault at once', () => {
    expect(() => readEnvironment({ PORT: 'x', LOG_LEVEL: 'loud' })).toThrow(/PORT[^]*LOG_LEVEL/);
  });

  it('reads a sender with a name', () => {
    expect(readEnvironment({ MAIL_FROM: '"回音" <huiyin@example.org>' }).mailFrom).toEqual({
      name: '回音',
      address: 'huiyin@example.org',
    });
  });
});

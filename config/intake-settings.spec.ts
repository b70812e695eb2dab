import { ConfigurationFault, readIntakeSettings } from './env.js';

const GIVEN = {
  HUIYIN_MODE: 'production',
  INTAKE_DATABASE_URL: 'postgresql://intake:secret@db/huiyin',
  PUBLIC_URL: 'https://huiyin.example.org',
  INTAKE_JOURNAL: '/dev/shm/huiyin',
};

describe('the settings of the intake', () => {
  it('hide nobody among fewer than ten where anybody real writes', () => {
    expect(readIntakeSettings(GIVEN).least).toBe(30);
    for (const least of ['10', '100000']) {
      expect(readIntakeSettings({ ...GIVEN, INTAKE_LEAST_EMPLOYEES: least }).least).toBe(Number(least));
    }
    for (const least of ['0', '1', '9', '-10', '9.5', '1e9', 'many']) {
      expect(() => readIntakeSettings({ ...GIVEN, INTAKE_LEAST_EMPLOYEES: least })).toThrow(
        'Set INTAKE_LEAST_EMPLOYEES to a whole number from 10 to 100000.',
      );
    }
    expect(readIntakeSettings({ ...GIVEN, HUIYIN_MODE: 'demo', INTAKE_LEAST_EMPLOYEES: '0' }).least).toBe(0);
  });

  it('release once a day where anybody real writes, and every few seconds in a demonstration alone', () => {
    expect(readIntakeSettings(GIVEN).plan).toEqual({ kind: 'daily', minute: 150 });
    expect(readIntakeSettings({ ...GIVEN, INTAKE_RELEASE: '23:59' }).plan).toEqual({
      kind: 'daily',
      minute: 1439,
    });
    for (const release of ['60s', '86400s', '24:00', '2:30', 'now']) {
      expect(() => readIntakeSettings({ ...GIVEN, INTAKE_RELEASE: release })).toThrow(ConfigurationFault);
    }
    const demo = { ...GIVEN, HUIYIN_MODE: 'demo', INTAKE_RELEASE: '60s' };
    expect(readIntakeSettings(demo).plan).toEqual({ kind: 'interval', seconds: 60 });
  });

  it('are for anybody real unless somebody says otherwise', () => {
    const { HUIYIN_MODE: _, ...rest } = GIVEN;
    expect(readIntakeSettings(rest).mode).toBe('production');
    expect(() => readIntakeSettings({ ...rest, INTAKE_DATABASE_URL: '' })).toThrow('Set INTAKE_DATABASE_URL');
  });
});

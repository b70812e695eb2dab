import type { Locale, Role } from '@huiyin/platform';

export interface DemoPerson {
  readonly employeeNumber: string;
  readonly name: string;
  readonly locale: Locale;
  readonly site: 'EAST' | 'NORTH';
  /** Code of the department that the person belongs to; leaders and the administrator belong to none. */
  readonly department: string | null;
  readonly duty: 'agent' | 'head' | 'deputy' | 'handler' | 'leader' | 'administrator';
  readonly roles: readonly Role[];
}

/** Everybody's password in the demo. */
export const DEMO_PASSWORD = 'every-voice-counts';

/** Takes the escalations that no other leader may take. */
export const DUTY_LEADER = 'L3003';

// Plainly invented: the family names mean "sample", "example", "specimen" and the like.
const CHINESE_FAMILY = ['样', '例', '示', '范', '试', '演', '拟'];
const CHINESE_GIVEN = ['小一', '小二', '小三', '小四', '小五', '小六', '小七', '小八', '小九', '小十'];
const ENGLISH_FAMILY = ['Sample', 'Example', 'Specimen', 'Placeholder'];
const ENGLISH_GIVEN = ['Alpha', 'Bravo', 'Charlie', 'Delta', 'Echo', 'Foxtrot', 'Golf', 'Hotel'];
const RUSSIAN_FAMILY = ['Примеров', 'Образцов', 'Тестов', 'Пробников'];
const RUSSIAN_GIVEN = ['Азъ', 'Буки', 'Веди', 'Глаголь', 'Добро', 'Живете', 'Земля', 'Како'];

const PATTERN: readonly Locale[] = ['zh-CN', 'zh-CN', 'en', 'zh-CN', 'ru'];

function pick(list: readonly string[], index: number): string {
  return list[index % list.length] ?? '';
}

/** The n-th invented name of a language; the first 32 (70 in Chinese) differ. */
function inventedName(locale: Locale, n: number): string {
  switch (locale) {
    case 'zh-CN':
      return pick(CHINESE_FAMILY, Math.floor(n / CHINESE_GIVEN.length)) + pick(CHINESE_GIVEN, n);
    case 'en':
      return `${pick(ENGLISH_GIVEN, n)} ${pick(ENGLISH_FAMILY, Math.floor(n / ENGLISH_GIVEN.length))}`;
    case 'ru':
      return `${pick(RUSSIAN_GIVEN, n)} ${pick(RUSSIAN_FAMILY, Math.floor(n / RUSSIAN_GIVEN.length))}`;
  }
}

/** Everybody in the demo, always the same: leaders, administrator, department by department, then 40 agents. */
export function demoPeople(departmentCodes: readonly string[]): DemoPerson[] {
  const used: Record<Locale, number> = { 'zh-CN': 0, en: 0, ru: 0 };
  const people: DemoPerson[] = [];
  const add = (
    employeeNumber: string,
    duty: DemoPerson['duty'],
    department: string | null,
    locale: Locale,
    roles: readonly Role[] = [],
  ): void => {
    people.push({
      employeeNumber,
      name: inventedName(locale, used[locale]++),
      locale,
      site: department === 'HOTLINE-N' || people.length % 3 === 2 ? 'NORTH' : 'EAST',
      department,
      duty,
      roles,
    });
  };
  add('L3001', 'leader', null, 'zh-CN', ['leader']);
  add('L3002', 'leader', null, 'en', ['leader']);
  add(DUTY_LEADER, 'leader', null, 'zh-CN', ['leader']);
  add('S9001', 'administrator', null, 'zh-CN', ['administrator']);
  departmentCodes.forEach((code, index) => {
    const first = 2001 + index * 10;
    const localeAt = (offset: number): Locale => PATTERN[(index + offset) % PATTERN.length] ?? 'zh-CN';
    add(`H${first}`, 'head', code, localeAt(0));
    add(`H${first + 1}`, 'deputy', code, localeAt(1));
    add(`H${first + 2}`, 'handler', code, localeAt(2));
    add(`H${first + 3}`, 'handler', code, localeAt(3));
  });
  for (let n = 0; n < 40; n++) {
    add(
      `A${1001 + n}`,
      'agent',
      n % 2 === 0 ? 'HOTLINE-E' : 'HOTLINE-N',
      PATTERN[n % PATTERN.length] ?? 'zh-CN',
    );
  }
  return people;
}

/** The languages in which the policy is written. */
export const POLICY_LANGUAGES = ['zh-CN', 'en', 'ru'] as const;
export type PolicyLanguage = (typeof POLICY_LANGUAGES)[number];

type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };
type Unit = 'day' | 'hour' | 'minute';

const UNITS: Readonly<Record<PolicyLanguage, Readonly<Record<Unit, Forms>>>> = {
  'zh-CN': {
    day: { other: '# 个工作日' },
    hour: { other: '# 小时工作时间' },
    minute: { other: '# 分钟工作时间' },
  },
  en: {
    day: { one: '# working day', other: '# working days' },
    hour: { one: '# working hour', other: '# working hours' },
    minute: { one: '# minute of working time', other: '# minutes of working time' },
  },
  ru: {
    day: { one: '# рабочий день', few: '# рабочих дня', many: '# рабочих дней', other: '# рабочего дня' },
    hour: { one: '# рабочий час', few: '# рабочих часа', many: '# рабочих часов', other: '# рабочего часа' },
    minute: {
      one: '# минута рабочего времени',
      few: '# минуты рабочего времени',
      many: '# минут рабочего времени',
      other: '# минуты рабочего времени',
    },
  },
};

function counted(language: PolicyLanguage, unit: Unit, count: number): string {
  const forms = UNITS[language][unit];
  const form = forms[new Intl.PluralRules(language).select(count)] ?? forms.other;
  return form.replace('#', numberWords(language, count));
}

export function numberWords(language: PolicyLanguage, count: number): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(count);
}

export function shareWords(language: PolicyLanguage, share: number): string {
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(share);
}

/**
 * Working minutes in words, in the largest unit that loses nothing: days and half days, hours and half hours,
 * minutes. `dayMinutes`: what the calendar calls a day.
 */
export function workingTimeWords(language: PolicyLanguage, minutes: number, dayMinutes: number): string {
  if (minutes >= dayMinutes && (2 * minutes) % dayMinutes === 0)
    return counted(language, 'day', minutes / dayMinutes);
  return minutes >= 60 && minutes % 30 === 0
    ? counted(language, 'hour', minutes / 60)
    : counted(language, 'minute', minutes);
}

/** What a calendar calls a day, always in hours and minutes. */
export function dayWords(language: PolicyLanguage, dayMinutes: number): string {
  return workingTimeWords(language, dayMinutes, Infinity);
}

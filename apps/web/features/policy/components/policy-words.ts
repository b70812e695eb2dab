import type { TFunction } from 'i18next';

const URGENCIES = ['urgent', 'ordinary', 'complex'];

/** A number of the policy by its placeholder, in words: "Answer, ordinary", "Longest pause". */
export function numberName(t: TFunction, name: string): string {
  const [leg = '', part = ''] = name.split('.');
  if (leg === 'bulletin' || part === '') return t(`policy.number.${name.replace('.', '-')}`);
  const what = URGENCIES.includes(part) ? t(`urgency.${part}`) : t(`policy.step.${part}`);
  return [t(`leg.${leg}`), what].join(t('common.list-comma'));
}

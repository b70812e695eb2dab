import { useTranslation } from 'react-i18next';
import type { components } from '../../../lib/api-types.js';
import { Section } from '../../../ui/page.js';
import classes from './key-notice.module.css';

/** How many tokens were issued each week. */
export function IssuedCounts({ counts }: { counts: components['schemas']['IssuedCountsDto'] }) {
  const { t, i18n } = useTranslation();
  const number = new Intl.NumberFormat(i18n.language);
  const shown = (value: number | null): string =>
    value === null ? t('anonymity.too-few') : number.format(value);
  if (counts.weeks.length === 0) return null;
  return (
    <Section title={t('anonymity.issued')}>
      <p className={classes['how']}>{t('anonymity.issued-what')}</p>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">{t('anonymity.week')}</th>
            <th scope="col">{t('anonymity.tokens')}</th>
            <th scope="col">{t('anonymity.people')}</th>
          </tr>
        </thead>
        <tbody>
          {counts.weeks.map(({ week, issued, people }) => (
            <tr key={week}>
              <th scope="row">{week}</th>
              <td>{shown(issued)}</td>
              <td>{shown(people)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

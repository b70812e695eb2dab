import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../lib/me.js';
import { Section } from '../../../ui/page.js';
import type { KeyNotice } from '../protocol/key-notice.js';
import classes from './key-notice.module.css';

type Counts = KeyNotice['counts'];

/** How many tokens were issued and redeemed each week, and the files with which anybody checks it. */
export function WeeklyCounts({ counts }: { counts: Counts }) {
  const { t, i18n } = useTranslation();
  const number = new Intl.NumberFormat(i18n.language);
  const shown = (value: number | null): string =>
    value === null ? t('anonymity.too-few') : number.format(value);
  return (
    <Section title={t('anonymity.issued')}>
      <p className={classes['how']}>{t('anonymity.issued-what')}</p>
      {counts.length === 0 ? null : (
        <table className={classes['table']}>
          <thead>
            <tr>
              <th scope="col">{t('anonymity.week')}</th>
              <th scope="col">{t('anonymity.people')}</th>
              <th scope="col">{t('anonymity.tokens')}</th>
              <th scope="col">{t('anonymity.redeemed')}</th>
            </tr>
          </thead>
          <tbody>
            {counts.map(({ week, issued, people, redeemed }) => (
              <tr key={week}>
                <th scope="row">{week}</th>
                <td>{shown(people)}</td>
                <td>{shown(issued)}</td>
                <td>{shown(redeemed)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <CheckIt counts={counts} />
    </Section>
  );
}

function CheckIt({ counts }: { counts: Counts }) {
  const { t } = useTranslation();
  const years = [...new Set(counts.map(({ week }) => week.slice(0, 4)))];
  const [latest] = years;
  const mayHaveAll = useMe()?.roles.includes('administrator') === true;
  return (
    <div data-print="no">
      <h3 className={classes['subtitle']}>{t('anonymity.check-it')}</h3>
      <p className={classes['how']}>
        {latest === undefined ? t('anonymity.no-week-over') : t('anonymity.check-it-what')}
      </p>
      <ul className={classes['files']}>
        <li>
          <FileLink path="anonymity/keys" name="huiyin-keys.json" text={t('anonymity.key-file')} />
        </li>
        {years.map((year) => (
          <li key={year}>
            <FileLink
              path={`anonymity/redeemed-tokens/${year}`}
              name={`huiyin-tokens-${year}.json`}
              text={t('anonymity.tokens-of', { year })}
            />
          </li>
        ))}
      </ul>
      {mayHaveAll && latest !== undefined ? (
        <>
          <p className={classes['how']}>{t('anonymity.complete-what')}</p>
          <ul className={classes['files']}>
            {years.map((year) => (
              <li key={year}>
                <FileLink
                  path={`admin/anonymity/redeemed-tokens/${year}`}
                  name={`huiyin-tokens-${year}-complete.json`}
                  text={t('anonymity.complete-tokens-of', { year })}
                />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {latest === undefined ? null : (
        <code className={classes['command']} translate="no">
          npm run cli -- anonymity verify huiyin-tokens-{latest}.json --keys huiyin-keys.json
        </code>
      )}
    </div>
  );
}

function FileLink({ path, name, text }: { path: string; name: string; text: string }) {
  return (
    <a href={`/api/v1/${path}`} download={name} className={classes['file']}>
      <IconDownload size={18} aria-hidden /> {text}
    </a>
  );
}

import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useInstants } from '../../../lib/instants.js';
import { useLocalised } from '../../../lib/localised.js';
import { Card, Page, Section } from '../../../ui/page.js';
import { Reading } from '../../../ui/reading.js';
import { policyQuery, versionDifferencesQuery } from '../api/policy.js';
import { Differences } from './differences.js';
import { useLanguage } from './policy-page.js';
import { PolicyText } from './policy-text.js';
import { VersionState } from './version-list.js';
import classes from './policy.module.css';

/** One version: what it changed, and its whole text. */
export function VersionPage({ version }: { version: number }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const localised = useLocalised();
  const words = useInstants();
  const policy = useQuery(policyQuery(language, version));
  const differences = useQuery(versionDifferencesQuery(version, language));
  return (
    <Page
      narrow
      title={t('policy.version-title', { version })}
      above={
        <Anchor component={Link} to="/policy" size="sm" data-print="no">
          {t('policy.back')}
        </Anchor>
      }
    >
      <Reading of={policy} lines={8}>
        {(shown) => (
          <>
            <p className={classes['versionHead']}>
              <VersionState version={shown} />
              <span className={classes['dim']}>
                {shown.effectiveFrom
                  ? t('policy.since', { day: words.day(shown.effectiveFrom) })
                  : t('policy.since-ever')}
              </span>
            </p>
            {shown.changeNote ? <p>{localised(shown.changeNote)}</p> : null}
            <Section title={t('policy.changes')}>
              <Reading of={differences}>
                {(found) =>
                  found.text.length === 0 ? (
                    <p className={classes['dim']}>{t('policy.first-version')}</p>
                  ) : (
                    <Differences differences={found} lang={language} />
                  )
                }
              </Reading>
            </Section>
            <Section title={t('policy.whole-text')}>
              <Card className={classes['sheet']}>
                <PolicyText markdown={shown.markdown} lang={language} />
              </Card>
            </Section>
          </>
        )}
      </Reading>
    </Page>
  );
}

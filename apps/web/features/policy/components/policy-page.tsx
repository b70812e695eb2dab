import { Button } from '@mantine/core';
import { IconCheck, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { LOCALES, type Locale } from '../../../lib/contract.js';
import { useInstants } from '../../../lib/instants.js';
import { useLocalised } from '../../../lib/localised.js';
import { useSignedIn } from '../../../lib/me.js';
import { useWrite } from '../../../lib/use-write.js';
import { Card, Page, Section } from '../../../ui/page.js';
import { ProblemNote } from '../../../ui/problem-note.js';
import { Reading } from '../../../ui/reading.js';
import { sayDone } from '../../../ui/toasts.js';
import { acknowledge, policyQuery, type PolicyDocument } from '../api/policy.js';
import { DraftList } from './draft-list.js';
import { PolicyText } from './policy-text.js';
import { VersionList } from './version-list.js';
import classes from './policy.module.css';

export function useLanguage(): Locale {
  const { i18n } = useTranslation();
  return LOCALES.find((locale) => locale === i18n.language) ?? 'zh-CN';
}

function Read({ policy }: { policy: PolicyDocument }) {
  const { t } = useTranslation();
  const done = useWrite((version: number, key) => acknowledge(version, key), {
    invalidates: [['policy']],
    onDone: () => sayDone(t('policy.thanks')),
  });
  if (policy.isRead)
    return (
      <p className={classes['readMark']}>
        <IconCheck size={17} aria-hidden />
        {t('policy.you-read')}
      </p>
    );
  return (
    <div data-print="no">
      <ProblemNote problem={done.error} />
      <Button
        leftSection={<IconCheck size={17} aria-hidden />}
        loading={done.isPending}
        onClick={() => done.mutate(policy.version)}
      >
        {t('policy.i-read')}
      </Button>
      <p className={classes['dim']}>{t('policy.i-read-what')}</p>
    </div>
  );
}

/** The policy in force with its live numbers, as every employee reads it. */
export function PolicyPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const localised = useLocalised();
  const words = useInstants();
  const me = useSignedIn();
  const isLeader = me.roles.includes('leader');
  const policy = useQuery(policyQuery(language));
  const inForce = policy.data;
  const lead = inForce
    ? [
        t('policy.version', { version: inForce.version }),
        inForce.effectiveFrom
          ? t('policy.since', { day: words.day(inForce.effectiveFrom) })
          : t('policy.since-ever'),
      ].join(' · ')
    : undefined;
  return (
    <Page
      narrow
      title={t('policy.title')}
      lead={lead}
      actions={
        <Button
          variant="default"
          leftSection={<IconPrinter size={17} aria-hidden />}
          onClick={() => window.print()}
        >
          {t('policy.print')}
        </Button>
      }
    >
      <Reading of={policy} lines={8}>
        {(shown) => (
          <>
            {shown.coming?.effectiveFrom ? (
              <p className={classes['coming']} data-print="no">
                {t('policy.coming', {
                  version: shown.coming.version,
                  day: words.day(shown.coming.effectiveFrom),
                })}{' '}
                <Link to="/policy/versions/$version" params={{ version: String(shown.coming.version) }}>
                  {t('policy.see-changes')}
                </Link>
              </p>
            ) : null}
            {shown.changeNote ? (
              <aside className={classes['news']}>
                <strong>{t('policy.whats-new')}</strong>
                <p>{localised(shown.changeNote)}</p>
                <Link to="/policy/versions/$version" params={{ version: String(shown.version) }}>
                  {t('policy.see-changes')}
                </Link>
              </aside>
            ) : null}
            <Card className={classes['sheet']}>
              <PolicyText markdown={shown.markdown} lang={language} />
            </Card>
            <div className={classes['after']}>
              <Read policy={shown} />
            </div>
          </>
        )}
      </Reading>
      <div data-print="no" className={classes['after']}>
        {isLeader ? (
          <Section title={t('policy.drafts')}>
            <DraftList to="/policy/drafts/$draftId" />
          </Section>
        ) : null}
        <Section title={t('policy.history')}>
          <VersionList mayCancel={isLeader} />
        </Section>
      </div>
    </Page>
  );
}

import { Button } from '@mantine/core';
import { IconPrinter, IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { dateLocale } from '../../../lib/instants.js';
import { Section } from '../../../ui/page.js';
import type { JudgedKeys } from '../api/get-key-log.js';
import { fingerprintGroups } from '../protocol/key-log.js';
import type { KeyNotice as Notice, NamedKey } from '../protocol/key-notice.js';
import { mondayOf } from '../protocol/iso-week.js';
import classes from './key-notice.module.css';
import { WeeklyCounts } from './weekly-counts.js';

function useWeekDays(): (week: string) => string {
  const { i18n } = useTranslation();
  const format = new Intl.DateTimeFormat(dateLocale(i18n.language), {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
  });
  return (week) => {
    const monday = mondayOf(week);
    return format.formatRange(monday, monday + 6 * 86_400_000);
  };
}

function Fingerprint({ of, isLarge = false }: { of: Uint8Array; isLarge?: boolean }) {
  return (
    <span className={classes['fingerprint']} data-large={isLarge} translate="no">
      {fingerprintGroups(of).map((group, index) => (
        <span key={index}>{group} </span>
      ))}
    </span>
  );
}

export function PrintButton() {
  const { t } = useTranslation();
  return (
    <Button
      variant="default"
      leftSection={<IconPrinter size={18} aria-hidden />}
      onClick={() => window.print()}
    >
      {t('anonymity.print')}
    </Button>
  );
}

/**
 * What everybody compares: the fingerprints of all keys in force, and what this browser found when it checked them.
 * @param isOwn this browser works with these very keys
 */
export function KeyNotice({
  judged: { notice, alarm },
  isOwn = false,
}: {
  judged: JudgedKeys;
  isOwn?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <>
      {alarm === null ? null : (
        <div role="alert" className={classes['verdict']} data-bad="true">
          <IconShieldX size={24} aria-hidden />
          <div>
            <strong>{t('anonymity.alarm-title')}</strong>
            <p>{t(`anonymity.alarm.${alarm}`)}</p>
          </div>
        </div>
      )}
      {notice === null ? null : alarm === null ? (
        <Keys notice={notice} isOwn={isOwn} />
      ) : (
        <Section title={t('anonymity.seen-before')}>
          <p className={classes['how']}>{t('anonymity.seen-before-what')}</p>
          <Fingerprint of={notice.head} />
        </Section>
      )}
    </>
  );
}

function Keys({ notice, isOwn }: { notice: Notice; isOwn: boolean }) {
  const { t } = useTranslation();
  const daysOf = useWeekDays();
  const { presentWeek, issuers, envelope, promise, isPromiseReplaced } = notice;
  const present = issuers.find(({ week }) => week === presentWeek);
  const later = issuers.filter((key) => key !== present);
  return (
    <>
      <div className={classes['verdict']} data-print="no">
        <IconShieldCheck size={24} aria-hidden />
        <div>
          <strong>{t('anonymity.checked-title')}</strong>
          <p>
            {t('anonymity.checked', { count: notice.entries })} {isOwn ? t('anonymity.own-keys') : null}
          </p>
        </div>
      </div>
      {present ? (
        <Section title={t('anonymity.this-week')}>
          <div className={classes['present']}>
            <p className={classes['week']}>
              <b>{present.week}</b> {daysOf(present.week)}
            </p>
            <Fingerprint of={present.fingerprint} isLarge />
          </div>
          <p className={classes['how']}>{t('anonymity.compare')}</p>
        </Section>
      ) : null}
      {promise && isPromiseReplaced ? (
        <div role="alert" className={classes['verdict']} data-bad="true">
          <IconShieldX size={24} aria-hidden />
          <div>
            <strong>{t('anonymity.promise-replaced', { week: promise.week })}</strong>
            <p>{t('anonymity.promise-replaced-what')}</p>
          </div>
        </div>
      ) : null}
      {envelope && promise ? (
        <Section title={t('anonymity.intake-keys')}>
          <p className={classes['how']}>{t('anonymity.intake-keys-what')}</p>
          <ul className={classes['list']}>
            <IntakeKey of={promise} name={t('anonymity.promise-key')} />
            <IntakeKey of={envelope} name={t('anonymity.envelope-key')} />
          </ul>
        </Section>
      ) : null}
      <Section title={t('anonymity.later-weeks')}>
        {later.length === 0 ? <p>{t('anonymity.no-later')}</p> : null}
        <ul className={classes['list']}>
          {later.map((key) => (
            <li key={key.week}>
              <p className={classes['week']}>
                <b>{key.week}</b> {daysOf(key.week)}
              </p>
              <Fingerprint of={key.fingerprint} />
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('anonymity.head')}>
        <p className={classes['how']}>{t('anonymity.head-what')}</p>
        <Fingerprint of={notice.head} />
      </Section>
      <WeeklyCounts counts={notice.counts} />
    </>
  );
}

function IntakeKey({ of: { week, fingerprint }, name }: { of: NamedKey; name: string }) {
  const { t } = useTranslation();
  return (
    <li>
      <p className={classes['week']}>
        <b>{name}</b> {t('anonymity.since-week', { week })}
      </p>
      <Fingerprint of={fingerprint} />
    </li>
  );
}

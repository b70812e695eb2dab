import { Button } from '@mantine/core';
import { IconPrinter, IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { dateLocale } from '../../../lib/instants.js';
import { Section } from '../../../ui/page.js';
import type { JudgedKeyLog } from '../api/get-key-log.js';
import { fingerprintGroups, type CheckedKeyLog, type LoggedKey } from '../protocol/key-log.js';
import { mondayOf } from '../protocol/iso-week.js';
import classes from './key-notice.module.css';

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

/** What everybody compares: the fingerprint of each week's key, and what this browser found when it checked them. */
export function KeyNotice({ judged }: { judged: JudgedKeyLog }) {
  const { t } = useTranslation();
  const daysOf = useWeekDays();
  if (judged.log === null) {
    return (
      <div role="alert" className={classes['verdict']} data-bad="true">
        <IconShieldX size={24} aria-hidden />
        <div>
          <strong>{t('anonymity.alarm-title')}</strong>
          <p>{t(`anonymity.alarm.${judged.alarm}`)}</p>
        </div>
      </div>
    );
  }
  const { log } = judged;
  const weekly = issuerKeys(log);
  const present = weekly.find(({ week }) => week === log.presentWeek);
  const later = weekly.filter(({ week }) => week > log.presentWeek);
  return (
    <>
      <div className={classes['verdict']} data-print="no">
        <IconShieldCheck size={24} aria-hidden />
        <div>
          <strong>{t('anonymity.checked-title')}</strong>
          <p>{t('anonymity.checked', { count: log.keys.length })}</p>
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
        <Fingerprint of={log.head} />
      </Section>
    </>
  );
}

function issuerKeys({ keys }: CheckedKeyLog): LoggedKey[] {
  return keys.filter(({ kind }) => kind === 'issuer').sort((one, other) => (one.week < other.week ? -1 : 1));
}

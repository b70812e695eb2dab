import { IconCalendarDue, IconCheck, IconHistory, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLocalised } from '../../../lib/localised.js';
import { Chip, type IconPart, type Tone } from '../../../ui/chip.js';
import { Instant } from '../../../ui/instant.js';
import { Reading } from '../../../ui/reading.js';
import { versionsQuery, type PolicyVersion } from '../api/policy.js';
import { CancelVersion } from './cancel-version.js';
import classes from './policy.module.css';

const CHIPS: Readonly<Record<PolicyVersion['state'], [Tone, IconPart]>> = {
  'in-force': ['done', IconCheck],
  coming: ['info', IconCalendarDue],
  past: ['quiet', IconHistory],
  cancelled: ['late', IconX],
};

export function VersionState({ version }: { version: PolicyVersion }) {
  const { t } = useTranslation();
  const [tone, icon] = CHIPS[version.state];
  return (
    <Chip tone={tone} icon={icon}>
      {t(`policy.state-${version.state}`)}
    </Chip>
  );
}

/** Every version with its dates and what was new; leadership and administration also see how many have read it. */
export function VersionList({ mayCancel }: { mayCancel: boolean }) {
  const { t } = useTranslation();
  const localised = useLocalised();
  const versions = useQuery(versionsQuery);
  return (
    <Reading of={versions} lines={2}>
      {(all) => (
        <ul className={classes['versions']}>
          {all.map((version) => (
            <li key={version.version}>
              <div className={classes['versionHead']}>
                <Link
                  to="/policy/versions/$version"
                  params={{ version: String(version.version) }}
                  className={classes['link']}
                >
                  {t('policy.version', { version: version.version })}
                </Link>
                <VersionState version={version} />
                <span className={classes['dim']}>
                  {version.effectiveFrom ? (
                    <>
                      {t('policy.effective-from')} <Instant at={version.effectiveFrom} as="day" />
                    </>
                  ) : (
                    t('policy.since-ever')
                  )}
                </span>
              </div>
              {version.changeNote ? <p>{localised(version.changeNote)}</p> : null}
              {version.publishedBy ? (
                <p className={classes['dim']}>{t('policy.published-by', { name: version.publishedBy })}</p>
              ) : null}
              {version.cancelledBecause ? (
                <p className={classes['dim']}>
                  {t('policy.cancelled-because', { reason: version.cancelledBecause })}
                </p>
              ) : null}
              {version.readings && version.readings.of !== null && version.state !== 'cancelled' ? (
                <p className={classes['dim']}>
                  {version.readings.read === null
                    ? t('policy.read-few', { of: version.readings.of })
                    : t('policy.read-by', { read: version.readings.read, of: version.readings.of })}
                </p>
              ) : null}
              {mayCancel && version.state === 'coming' ? <CancelVersion version={version.version} /> : null}
            </li>
          ))}
        </ul>
      )}
    </Reading>
  );
}

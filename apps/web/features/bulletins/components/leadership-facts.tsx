import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { departmentsQuery, sitesQuery, useDepartmentName } from '../../../lib/directory.js';
import { useLocalised } from '../../../lib/localised.js';
import { Instant } from '../../../ui/instant.js';
import { Section } from '../../../ui/page.js';
import type { Bulletin } from '../api/bulletins.js';
import classes from './bulletins.module.css';

/** For leaders: whom it is for, and how far it has got. */
export function LeadershipFacts({ bulletin: { receipts, readers } }: { bulletin: Bulletin }) {
  const { t } = useTranslation();
  const localised = useLocalised();
  const departmentName = useDepartmentName();
  const departments = useQuery(departmentsQuery).data;
  const sites = useQuery(sitesQuery).data;
  if (!receipts || !readers) return null;
  const chosen = [
    ...(departments ?? [])
      .filter(({ id }) => readers.departmentIds.includes(id))
      .map(({ name }) => localised(name)),
    ...(sites ?? []).filter(({ id }) => readers.siteIds.includes(id)).map(({ name }) => localised(name)),
    ...readers.roles.map((role) => t(`role.${role}`)),
    ...readers.people,
  ];
  return (
    <Section title={t('bulletins.who-has-read')}>
      <p className={classes['line']}>
        {readers.everyone ? t('bulletins.everyone') : chosen.join(t('common.list-comma'))}
        {' · '}
        {receipts.of === null || receipts.read === null
          ? t('bulletins.too-few')
          : t('bulletins.read-of', { read: receipts.read, of: receipts.of })}
      </p>
      {receipts.obliged.length > 0 ? (
        <ul className={classes['plainList']}>
          {receipts.obliged.map(({ departmentId, name, readAt }) => (
            <li key={departmentId}>
              <strong>{departmentName(departmentId)}</strong>
              <span>{name}</span>
              <span className={classes['dim']}>
                {readAt === null ? (
                  t('bulletins.not-read-yet')
                ) : (
                  <>
                    {t('bulletins.read')} <Instant at={readAt} />
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </Section>
  );
}

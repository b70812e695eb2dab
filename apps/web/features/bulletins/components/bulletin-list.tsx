import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Instant } from '../../../ui/instant.js';
import type { BulletinSummary } from '../api/bulletins.js';
import { BulletinChip, useBulletinTitle } from './bulletin-words.js';
import classes from './bulletins.module.css';

export function BulletinList({ items }: { items: BulletinSummary[] }) {
  const { t } = useTranslation();
  const titleOf = useBulletinTitle();
  return (
    <ul className={classes['list']} aria-label={t('bulletins.title')}>
      {items.map((item) => (
        <li key={item.id} className={classes['item']}>
          <div className={classes['top']}>
            <Link
              to="/bulletins/$bulletinId"
              params={{ bulletinId: item.id }}
              className={classes['itemTitle']}
            >
              {titleOf(item)}
            </Link>
            <BulletinChip bulletin={item} />
          </div>
          <div className={classes['meta']}>
            <span>{item.number}</span>
            <span>{t(`bulletins.kind.${item.kind}`)}</span>
            <Instant at={item.publishedAt ?? item.draftedAt} as="day" />
            {item.caseCount !== null ? (
              <span>{t('bulletins.case-count', { count: item.caseCount })}</span>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  );
}

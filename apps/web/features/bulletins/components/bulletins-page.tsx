import { IconChecklist, IconSpeakerphone } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSignedIn } from '../../../lib/me.js';
import { FilterBar } from '../../../ui/filter-bar.js';
import { More } from '../../../ui/more.js';
import { Empty, Page } from '../../../ui/page.js';
import { Reading } from '../../../ui/reading.js';
import { bulletinCountsQuery, useBulletins, useRectifications, type BulletinBox } from '../api/bulletins.js';
import { BulletinList } from './bulletin-list.js';
import { OwedNotice } from './owed-notice.js';
import { RectificationCard } from './rectification-card.js';
import classes from './bulletins.module.css';

export type BulletinView = BulletinBox | 'rectifications';

interface BulletinsPageProps {
  view: BulletinView;
  onView: (view: BulletinView) => void;
}

/** Published ones for everybody; drafts and what departments owe for the leadership. */
export function BulletinsPage({ view, onView }: BulletinsPageProps) {
  const { t } = useTranslation();
  const me = useSignedIn();
  const counts = useQuery(bulletinCountsQuery).data;
  const isLeader = me.roles.includes('leader');
  const heads = me.memberships.some(({ relation }) => relation !== 'handler');
  const marked = (name: string, count: number | undefined): string =>
    count ? `${t(`bulletins.box.${name}`)} · ${String(count)}` : t(`bulletins.box.${name}`);
  const options = [
    { value: 'published', label: t('bulletins.box.published') },
    ...(isLeader ? [{ value: 'drafts', label: marked('drafts', counts?.drafts) }] : []),
    ...(isLeader || heads
      ? [
          {
            value: 'rectifications',
            label: marked('rectifications', counts?.[isLeader ? 'toDecide' : 'toAnswer']),
          },
        ]
      : []),
    ...(isLeader ? [{ value: 'discarded', label: t('bulletins.box.discarded') }] : []),
  ];
  return (
    <Page title={t('bulletins.title')} lead={t('bulletins.lead')} narrow>
      {options.length > 1 ? (
        <FilterBar
          label={t('bulletins.choose')}
          value={view}
          options={options}
          onChange={(value) => onView(value as BulletinView)}
        />
      ) : null}
      {view === 'rectifications' ? (
        <OpenRectifications />
      ) : (
        <>
          {view === 'published' ? <OwedNotice /> : null}
          <Box box={view} />
        </>
      )}
    </Page>
  );
}

function Box({ box }: { box: BulletinBox }) {
  const { t } = useTranslation();
  const bulletins = useBulletins(box);
  return (
    <>
      <Reading of={bulletins}>
        {({ items }) =>
          items.length > 0 ? (
            <BulletinList items={items} />
          ) : (
            <Empty icon={<IconSpeakerphone size={24} aria-hidden />} title={t(`bulletins.empty.${box}`)}>
              {t(`bulletins.empty-what.${box}`)}
            </Empty>
          )
        }
      </Reading>
      <More of={bulletins} />
    </>
  );
}

function OpenRectifications() {
  const { t } = useTranslation();
  const rectifications = useRectifications();
  return (
    <>
      <Reading of={rectifications}>
        {({ items }) =>
          items.length > 0 ? (
            <ul className={classes['list']} aria-label={t('bulletins.box.rectifications')}>
              {items.map((item) => (
                <li key={item.id}>
                  <RectificationCard rectification={item} linksToBulletin />
                </li>
              ))}
            </ul>
          ) : (
            <Empty icon={<IconChecklist size={24} aria-hidden />} title={t('bulletins.empty.rectifications')}>
              {t('bulletins.empty-what.rectifications')}
            </Empty>
          )
        }
      </Reading>
      <More of={rectifications} />
    </>
  );
}

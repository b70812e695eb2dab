import { Anchor } from '@mantine/core';
import { IconPencilPlus, IconSpeakerphone, IconUserCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useBoard } from '../../features/board/api/list-board.js';
import { BoardList } from '../../features/board/components/board-list.js';
import { DepartmentTiles } from '../../features/catalogue/components/department-tiles.js';
import { Promises } from '../../features/catalogue/components/promises.js';
import { PolicyNotice } from '../../features/policy/components/policy-notice.js';
import { useTickets, type Box } from '../../features/tickets/api/list-tickets.js';
import { TicketList } from '../../features/tickets/components/ticket-list.js';
import { leadsTickets, useSignedIn, worksTickets } from '../../lib/me.js';
import { Empty, Page, Section } from '../../ui/page.js';
import { Reading } from '../../ui/reading.js';
import classes from './home.module.css';

interface DeskProps {
  box: Box;
  title: string;
  to: '/inbox' | '/leadership';
  all: string;
}

/** What is due first of a box; nothing when nothing waits in it. */
function Desk({ box, title, to, all }: DeskProps) {
  const tickets = useTickets(box, {}, 4);
  // That it cannot be told what waits is said; that nothing does is not.
  if (tickets.data ? tickets.data.items.length === 0 : !tickets.error) return null;
  return (
    <Section
      title={title}
      aside={
        <Anchor component={Link} to={to} size="sm">
          {all}
        </Anchor>
      }
    >
      <Reading of={tickets}>{({ items }) => <TicketList tickets={items} label={title} forDesk />}</Reading>
    </Section>
  );
}

function Verdicts() {
  const { t } = useTranslation();
  const answered = useTickets('mine', { state: 'answered' }, 10);
  const waiting = answered.data?.items ?? [];
  if (answered.data === undefined && !answered.error) return null;
  return (
    <Section
      title={t('home.verdicts')}
      aside={
        <Anchor component={Link} to="/tickets" size="sm">
          {t('home.all-mine')}
        </Anchor>
      }
    >
      {waiting.length > 0 ? (
        <TicketList tickets={waiting} label={t('home.verdicts')} />
      ) : (
        <Reading of={answered}>
          {() => (
            <Empty icon={<IconUserCheck size={22} aria-hidden />} title={t('home.no-verdicts')}>
              {t('home.no-verdicts-what')}
            </Empty>
          )}
        </Reading>
      )}
    </Section>
  );
}

function LatestAnswers() {
  const { t } = useTranslation();
  const board = useBoard({}, 4);
  return (
    <Section
      title={t('home.answers')}
      aside={
        <Anchor component={Link} to="/board" size="sm">
          {t('home.all-answers')}
        </Anchor>
      }
    >
      <Reading of={board} lines={3}>
        {({ items }) =>
          items.length > 0 ? (
            <BoardList items={items.slice(0, 4)} label={t('home.answers')} />
          ) : (
            <Empty icon={<IconSpeakerphone size={22} aria-hidden />} title={t('board.empty')}>
              {t('board.empty-what')}
            </Empty>
          )
        }
      </Reading>
    </Section>
  );
}

/** In the order of what an agent needs between two calls: write, judge, look up, read, trust. Who decides sees that first. */
export function HomeRoute() {
  const { t } = useTranslation();
  const me = useSignedIn();
  return (
    <Page title={t('home.greeting', { name: me.name })}>
      <Link to="/write" className={classes['write']}>
        <span className={classes['pen']}>
          <IconPencilPlus size={24} aria-hidden />
        </span>
        <span className={classes['writeText']}>
          <strong>{t('home.write')}</strong>
          <span>{t('home.write-what')}</span>
        </span>
        <kbd className={classes['key']}>n</kbd>
      </Link>
      <PolicyNotice />
      {leadsTickets(me) ? (
        <Desk box="escalations" title={t('home.decisions')} to="/leadership" all={t('home.all-decisions')} />
      ) : null}
      {worksTickets(me) ? (
        <Desk box="inbox" title={t('home.inbox')} to="/inbox" all={t('home.all-inbox')} />
      ) : null}
      <Verdicts />
      <Section
        title={t('home.departments')}
        aside={
          <Anchor component={Link} to="/departments" size="sm">
            {t('home.all-departments')}
          </Anchor>
        }
      >
        <DepartmentTiles />
      </Section>
      <LatestAnswers />
      <Section title={t('home.promises')}>
        <Promises />
      </Section>
    </Page>
  );
}

import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useDemoMails } from '../../features/mailbox/api/list-mails.js';
import { Mailbox } from '../../features/mailbox/components/mailbox.js';
import { metaQuery, useMe } from '../../lib/me.js';
import { Page } from '../../ui/page.js';
import { NotFound } from '../shell/not-found.js';
import { OpenHeader } from '../shell/open-header.js';

const route = getRouteApi('/mailbox');

/** Everybody who has received something lately. */
function useRecipients(): string[] {
  const mails = useDemoMails(undefined).data?.items ?? [];
  return [...new Set(mails.map(({ to }) => to))].sort();
}

export function MailboxRoute() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const meta = useQuery(metaQuery).data;
  const me = useMe();
  const { person, mail } = route.useSearch();
  const recipients = useRecipients();
  if (meta?.mode === 'production') return <NotFound />;
  const own = me?.email ?? null;
  const options = new Set([
    ...(own === null ? [] : [own]),
    ...recipients,
    ...(person === undefined ? [] : [person]),
  ]);
  return (
    <>
      <OpenHeader />
      <main>
        <Page
          title={t('mailbox.title')}
          lead={t('mailbox.lead')}
          actions={
            <Select
              aria-label={t('mailbox.person')}
              placeholder={t('mailbox.everyone')}
              w={280}
              searchable
              clearable
              clearButtonProps={{ 'aria-label': t('common.clear') }}
              nothingFoundMessage={t('common.nothing-found')}
              data={[...options]}
              value={person ?? null}
              onChange={(chosen) =>
                void navigate({
                  to: '/mailbox',
                  search: chosen === null ? {} : { person: chosen },
                  replace: true,
                })
              }
            />
          }
        >
          <Mailbox person={person} mail={mail} />
        </Page>
      </main>
    </>
  );
}

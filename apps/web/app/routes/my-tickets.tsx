import { Button } from '@mantine/core';
import { IconMessagePlus, IconPencilPlus } from '@tabler/icons-react';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { TicketBox } from '../../features/tickets/components/ticket-box.js';
import { Empty, Page } from '../../ui/page.js';

const route = getRouteApi('/inside/tickets');

export function MyTicketsRoute() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = route.useSearch();
  return (
    <Page
      title={t('shell.mine')}
      lead={t('mine.lead')}
      actions={
        <Button component={Link} to="/write" leftSection={<IconPencilPlus size={17} aria-hidden />}>
          {t('shell.write')}
        </Button>
      }
    >
      <TicketBox
        box="mine"
        filter={search}
        states={['', 'open', 'answered', 'escalated', 'closed']}
        onFilter={(next) => void navigate({ to: '/tickets', search: next, replace: true })}
        empty={
          <Empty
            icon={<IconMessagePlus size={24} aria-hidden />}
            title={t('mine.empty')}
            action={
              <Button component={Link} to="/write" size="sm">
                {t('shell.write')}
              </Button>
            }
          >
            {t('mine.empty-what')}
          </Empty>
        }
      />
    </Page>
  );
}

import { Button } from '@mantine/core';
import { IconMessagePlus, IconPencilPlus, IconTicket } from '@tabler/icons-react';
import { getRouteApi, Link, useNavigate, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadReceiptPage } from '../everybody-loads.js';
import { TicketBox } from '../../features/tickets/components/ticket-box.js';
import { Empty, Page } from '../../ui/page.js';

const ReceiptPage = lazy(async () => ({ default: (await loadReceiptPage()).ReceiptPage }));

const route = getRouteApi('/inside/tickets');

/** Open until its reader leaves for anywhere, this page's own lists included. */
function useReceiptPage(): { isOpen: boolean; open: () => void; close: () => void } {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const open = useCallback(() => setOpen(true), []);
  const close = useCallback(() => setOpen(false), []);
  useEffect(() => router.subscribe('onBeforeNavigate', close), [router, close]);
  return { isOpen, open, close };
}

export function MyTicketsRoute() {
  const receipt = useReceiptPage();
  return (
    <>
      {/* The list stays, and goes on asking for news: requests must not tell who has opened a receipt. */}
      <div hidden={receipt.isOpen}>
        <MyTickets onReceipt={receipt.open} />
      </div>
      {receipt.isOpen ? (
        <Suspense>
          <ReceiptPage onLeave={receipt.close} />
        </Suspense>
      ) : null}
    </>
  );
}

function MyTickets({ onReceipt }: { onReceipt: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = route.useSearch();
  return (
    <Page
      title={t('shell.mine')}
      lead={t('mine.lead')}
      actions={
        <>
          <Button variant="default" leftSection={<IconTicket size={17} aria-hidden />} onClick={onReceipt}>
            {t('receipt.have')}
          </Button>
          <Button component={Link} to="/write" leftSection={<IconPencilPlus size={17} aria-hidden />}>
            {t('shell.write')}
          </Button>
        </>
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

import { Tooltip, UnstyledButton } from '@mantine/core';
import { IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { chainQuery } from '../api/get-chain.js';
import { Chip } from '../../../ui/chip.js';

/** Whether the recorded history of this ticket is complete and unchanged, for its author to see. */
export function ChainBadge({ ticketId, version }: { ticketId: string; version: number }) {
  const { t } = useTranslation();
  const chain = useQuery({ ...chainQuery(ticketId, version), retry: false }).data;
  if (!chain) return null;
  const label = chain.isWhole
    ? t('chain.why', { count: chain.events.length, head: chain.head.slice(0, 12) })
    : t('chain.broken-why', { version: chain.brokenAtVersion });
  return (
    <Tooltip label={label}>
      <UnstyledButton aria-label={`${chain.isWhole ? t('chain.verified') : t('chain.broken')}. ${label}`}>
        {chain.isWhole ? (
          <Chip tone="done" icon={IconShieldCheck}>
            {t('chain.verified')}
          </Chip>
        ) : (
          <Chip tone="late" icon={IconShieldX}>
            {t('chain.broken')}
          </Chip>
        )}
      </UnstyledButton>
    </Tooltip>
  );
}

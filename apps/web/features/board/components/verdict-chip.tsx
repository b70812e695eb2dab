import { IconCircleCheck, IconCircleX, IconHourglass, IconZzz } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { BoardItem } from '../../../lib/contract.js';
import { Chip } from '../../../ui/chip.js';

/** What the author said about the answer; silence is its own outcome. */
export function VerdictChip({ outcome }: { outcome: BoardItem['outcome'] }) {
  const { t } = useTranslation();
  switch (outcome) {
    case 'resolved':
      return (
        <Chip tone="done" icon={IconCircleCheck}>
          {t('board.resolved')}
        </Chip>
      );
    case 'unresolved':
      return (
        <Chip tone="late" icon={IconCircleX}>
          {t('board.unresolved')}
        </Chip>
      );
    case 'unconfirmed':
      return (
        <Chip tone="quiet" icon={IconZzz}>
          {t('board.unconfirmed')}
        </Chip>
      );
    default:
      return (
        <Chip tone="info" icon={IconHourglass}>
          {t('board.waiting')}
        </Chip>
      );
  }
}

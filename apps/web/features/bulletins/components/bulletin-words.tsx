import { IconBan, IconEyeCheck, IconFileText, IconSpeakerphone } from '@tabler/icons-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { nowMillis } from '../../../lib/browser-clock.js';
import { dateLocale } from '../../../lib/instants.js';
import { useLocalised } from '../../../lib/localised.js';
import { Chip } from '../../../ui/chip.js';
import type { BulletinSummary } from '../api/bulletins.js';

/** Its own title; of a withdrawn one only that it was there. */
export function useBulletinTitle(): (bulletin: Pick<BulletinSummary, 'title' | 'number'>) => string {
  const { t } = useTranslation();
  const localised = useLocalised();
  return useCallback(
    ({ title, number }) => localised(title) || t('bulletins.without-title', { number }),
    [localised, t],
  );
}

export function BulletinChip({ bulletin }: { bulletin: BulletinSummary }) {
  const { t } = useTranslation();
  const { state, isRead } = bulletin;
  if (state === 'draft')
    return (
      <Chip tone="wait" icon={IconFileText}>
        {t('bulletins.state.draft')}
      </Chip>
    );
  if (state !== 'published')
    return (
      <Chip tone="quiet" icon={IconBan}>
        {t(`bulletins.state.${state}`)}
      </Chip>
    );
  return isRead ? (
    <Chip tone="quiet" icon={IconEyeCheck}>
      {t('bulletins.read')}
    </Chip>
  ) : (
    <Chip tone="info" icon={IconSpeakerphone}>
      {t('bulletins.new')}
    </Chip>
  );
}

/** A calendar day, the same everywhere: "27 March 2026". */
export function useDay(): (day: string) => string {
  const { i18n } = useTranslation();
  return useCallback(
    (day) =>
      new Intl.DateTimeFormat(dateLocale(i18n.language), {
        year: 'numeric',
        month: 'long',
        day: 'numeric',
        timeZone: 'UTC',
      }).format(new Date(`${day}T00:00:00Z`)),
    [i18n.language],
  );
}

/** The day so many days from now on this machine's calendar, as a date field has it. */
export function dayFromNow(days: number): string {
  const at = new Date(nowMillis() + days * 86_400_000);
  const part = (value: number): string => String(value).padStart(2, '0');
  return `${String(at.getFullYear())}-${part(at.getMonth() + 1)}-${part(at.getDate())}`;
}

import { IconHourglass, IconMailOff, IconArchive, type Icon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OpenedReceipt } from '../client/messages.js';
import type { ReleaseRule } from '../protocol/key-log.js';
import { useEditionWords } from './edition-words.js';
import classes from './receipt.module.css';

type NotFound = Exclude<OpenedReceipt, { readonly result: 'opened' | 'no-receipt' }>;

const CAUSES: readonly { readonly name: 'waits' | 'never-left' | 'over'; readonly icon: Icon }[] = [
  { name: 'waits', icon: IconHourglass },
  { name: 'never-left', icon: IconMailOff },
  { name: 'over', icon: IconArchive },
];

interface NotOnSheetProps {
  found: NotFound;
  /** Null as long as it is not known. */
  release: ReleaseRule | null;
}

/** What a daily release waits for where nothing else was told. */
const USUAL = { time: '02:30', least: 30 } as const;

/** Why a right receipt shows no ticket, in all honesty, and what to do in each case. */
export function NotOnSheet({ found, release }: NotOnSheetProps) {
  const { t } = useTranslation();
  const { asOf, nextDay } = useEditionWords();
  if (found.result !== 'not-on-sheet') {
    return (
      <div role="alert" className={classes['absent']}>
        <strong>{t(`receipt.${found.result}`)}</strong>
        <p>{t(`receipt.${found.result}-do`)}</p>
      </div>
    );
  }
  const whenWaits = (): string => {
    if (release !== null && release.daily === null) return t('receipt.cause.waits-do-demo');
    return t('receipt.cause.waits-do', {
      time: release?.daily ?? USUAL.time,
      least: release?.leastEmployees ?? USUAL.least,
      date: nextDay(found.edition),
    });
  };
  return (
    <div role="alert" className={classes['absent']}>
      <strong>{t('receipt.absent', { date: asOf(found.edition) })}</strong>
      <p>{t('receipt.absent-what')}</p>
      <dl className={classes['causes']}>
        {CAUSES.map(({ name, icon: CauseIcon }) => (
          <div key={name}>
            <CauseIcon size={20} aria-hidden />
            <dt>{t(`receipt.cause.${name}`)}</dt>
            <dd>{name === 'waits' ? whenWaits() : t(`receipt.cause.${name}-do`)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

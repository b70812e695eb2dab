import { Button } from '@mantine/core';
import {
  IconArrowBackUp,
  IconCircleX,
  IconHourglass,
  IconMailCheck,
  IconMailQuestion,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useInstants } from '../../../lib/instants.js';
import type { IconPart } from '../../../ui/chip.js';
import { sayTrouble } from '../../../ui/toasts.js';
import type { Outcome } from '../client/messages.js';
import { anonymity } from '../worker/anonymity.js';
import type { StepsUnderWay } from './steps-under-way.js';
import classes from './receipt.module.css';

const ICONS: Readonly<Record<Outcome['status'], IconPart>> = {
  accepted: IconMailCheck,
  unproven: IconMailQuestion,
  refused: IconCircleX,
};

function useOutcomeText(): (outcome: Outcome) => string {
  const { t, i18n } = useTranslation();
  const words = useInstants();
  return (outcome) => {
    if (outcome.status === 'accepted') return t('steps.accepted', { date: words.date(outcome.slot) });
    if (outcome.status === 'unproven') return t('steps.unproven');
    const key = `steps.refused.${outcome.code}`;
    return t(i18n.exists(key) ? key : 'steps.refused.content-invalid');
  };
}

function Line({ icon: LineIcon, name, children }: { icon: IconPart; name: string; children: ReactNode }) {
  return (
    <li>
      <LineIcon size={18} aria-hidden />
      <div>
        <strong>{name}</strong>
        {children}
      </div>
    </li>
  );
}

interface StepsCardProps extends StepsUnderWay {
  /** The one that leaves with the next envelope, and at once when its author signs out. */
  firstId: number | undefined;
  title: string;
}

/** What an author has said that nobody else can see yet, and what became of it. */
export function StepsCard({ firstId, waiting, sent, title }: StepsCardProps) {
  const { t } = useTranslation();
  const words = useInstants();
  const textOf = useOutcomeText();
  if (waiting.length + sent.length === 0) return null;
  const takeBack = (id: number): void => {
    anonymity.takeBack(id).catch(() => sayTrouble(t('steps.has-left')));
  };
  return (
    <section className={classes['steps']} aria-label={title} role="status">
      <h2>{title}</h2>
      <p>{t('steps.what')}</p>
      <ul>
        {waiting.map(({ id, step, isHere, isConcealed, leavesBy }) => (
          <Line key={id} icon={IconHourglass} name={t(`step.${step.command}`)}>
            <span>
              {t(!isHere ? 'steps.leaving' : id === firstId ? 'steps.waits' : 'steps.waits-longer', {
                moment: words.moment(new Date(leavesBy).toISOString()),
              })}
            </span>
            {isHere && !isConcealed ? (
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconArrowBackUp size={15} aria-hidden />}
                onClick={() => takeBack(id)}
              >
                {t('outbox.take-back')}
              </Button>
            ) : null}
          </Line>
        ))}
        {sent.map(({ id, step, outcome }) => (
          <Line key={id} icon={ICONS[outcome.status]} name={t(`step.${step.command}`)}>
            <span>{textOf(outcome)}</span>
          </Line>
        ))}
      </ul>
    </section>
  );
}

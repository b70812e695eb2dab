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
import type { Outcome, Sent, Waiting } from '../client/messages.js';
import { anonymity } from '../worker/anonymity.js';
import classes from './receipt.module.css';

const ICONS: Readonly<Record<Outcome['status'], IconPart>> = {
  accepted: IconMailCheck,
  unproven: IconMailQuestion,
  refused: IconCircleX,
};

function useName(): (message: Waiting | Sent) => string {
  const { t } = useTranslation();
  return (message) => (message.type === 'ticket' ? t('steps.ticket') : t(`step.${message.step.command}`));
}

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

interface StepsCardProps {
  /** The one that leaves with the next envelope, and at once when its author signs out. */
  firstId: number | undefined;
  waiting: readonly Waiting[];
  sent: readonly Sent[];
  title: string;
  children: ReactNode;
}

/** What an author has said that nobody else can see yet, and what became of it. */
export function StepsCard({ firstId, waiting, sent, title, children }: StepsCardProps) {
  const { t } = useTranslation();
  const words = useInstants();
  const nameOf = useName();
  const textOf = useOutcomeText();
  if (waiting.length + sent.length === 0) return null;
  const takeBack = (id: number): void => {
    anonymity.takeBack(id).catch(() => sayTrouble(t('steps.has-left')));
  };
  return (
    <section className={classes['steps']} aria-label={title} role="status">
      <h2>{title}</h2>
      <p>{children}</p>
      <ul>
        {waiting.map((message) => (
          <Line key={message.id} icon={IconHourglass} name={nameOf(message)}>
            <span>
              {t(
                message.isHere
                  ? message.id === firstId
                    ? 'steps.waits'
                    : 'steps.waits-longer'
                  : 'steps.leaving',
                {
                  moment: words.moment(new Date(message.leavesBy).toISOString()),
                },
              )}
            </span>
            {message.isHere ? (
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconArrowBackUp size={15} aria-hidden />}
                onClick={() => takeBack(message.id)}
              >
                {t('outbox.take-back')}
              </Button>
            ) : null}
          </Line>
        ))}
        {sent.map((message) => (
          <Line key={message.id} icon={ICONS[message.outcome.status]} name={nameOf(message)}>
            <span>{textOf(message.outcome)}</span>
          </Line>
        ))}
      </ul>
    </section>
  );
}

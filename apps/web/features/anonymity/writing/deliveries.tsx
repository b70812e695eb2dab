import { Button, Group } from '@mantine/core';
import {
  IconArrowBackUp,
  IconCircleX,
  IconCopy,
  IconHourglass,
  IconMailCheck,
  IconMailQuestion,
  IconPrinter,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useInstants } from '../../../lib/instants.js';
import { useSentences } from '../../../lib/sentences.js';
import type { IconPart } from '../../../ui/chip.js';
import { sayDone, sayTrouble } from '../../../ui/toasts.js';
import type { AnonymityState, AnonymousTicket, Outcome, Sent, Waiting } from '../client/messages.js';
import type { SignedPromise } from '../protocol/promise.js';
import { anonymity } from '../worker/anonymity.js';
import classes from './delivery.module.css';

type WaitingTicket = Extract<Waiting, { readonly type: 'ticket' }>;
type SentTicket = Extract<Sent, { readonly type: 'ticket' }>;

const ICONS: Readonly<Record<Outcome['status'], IconPart>> = {
  accepted: IconMailCheck,
  unproven: IconMailQuestion,
  refused: IconCircleX,
};

interface DeliveriesProps {
  state: AnonymityState;
  /** Puts a text back into the form; null while something else is being written there. */
  onRestore: ((ticket: AnonymousTicket) => void) | null;
}

/** What was written anonymously in this session: whether it still waits, and what became of it. */
export function Deliveries({ state, onRestore }: DeliveriesProps) {
  const waiting = state.waiting.filter((one): one is WaitingTicket => one.type === 'ticket');
  const sent = state.sent.filter((one): one is SentTicket => one.type === 'ticket');
  const firstId = state.waiting[0]?.id;
  return (
    <>
      {waiting.map((one) => (
        <WaitingCard key={one.id} item={one} isFirst={one.id === firstId} onRestore={onRestore} />
      ))}
      {sent.map((one) => (
        <SentCard key={one.id} item={one} onRestore={onRestore} />
      ))}
    </>
  );
}

function WaitingCard({
  item,
  isFirst,
  onRestore,
}: {
  item: WaitingTicket;
  isFirst: boolean;
  onRestore: DeliveriesProps['onRestore'];
}) {
  const { t } = useTranslation();
  const sentences = useSentences();
  const words = useInstants();
  const moment = words.moment(new Date(item.leavesBy).toISOString());
  const key = !item.isHere ? 'steps.leaving' : isFirst ? 'steps.waits' : 'steps.waits-longer';
  const takeBack = (): void => {
    anonymity.takeBack(item.id).then(
      () => onRestore?.(item.ticket),
      () => sayTrouble(t('steps.has-left')),
    );
  };
  return (
    <section className={classes['card']} data-state="waiting" role="status">
      <IconHourglass size={20} aria-hidden />
      <div>
        <strong>{t('anonymous.delivery.waiting')}</strong>
        <p>{sentences(t(key, { moment }), t('anonymous.delivery.stay'))}</p>
      </div>
      {item.isHere && !item.isConcealed && onRestore ? (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconArrowBackUp size={15} aria-hidden />}
          onClick={takeBack}
        >
          {t('outbox.take-back')}
        </Button>
      ) : null}
    </section>
  );
}

function SentCard({ item, onRestore }: { item: SentTicket; onRestore: DeliveriesProps['onRestore'] }) {
  const { t, i18n } = useTranslation();
  const sentences = useSentences();
  const words = useInstants();
  const { outcome } = item;
  const Icon = ICONS[outcome.status];
  const refusal = (code: string): string => {
    const key = `anonymous.refused.${code}`;
    return t(i18n.exists(key) ? key : 'anonymous.refused.content-invalid');
  };
  return (
    <section className={classes['card']} data-state={outcome.status} role="status">
      <Icon size={20} aria-hidden />
      <div>
        <strong>
          {outcome.status === 'accepted'
            ? t('anonymous.delivery.accepted', { date: words.date(outcome.slot) })
            : t(`anonymous.delivery.${outcome.status}`)}
        </strong>
        {outcome.status === 'accepted' ? <p>{t('anonymous.delivery.accepted-what')}</p> : null}
        {outcome.status === 'unproven' ? <p>{t('steps.unproven')}</p> : null}
        {outcome.status === 'refused' ? (
          <p>
            {sentences(
              refusal(outcome.code),
              outcome.field !== null && i18n.exists(`anonymous.field.${outcome.field}`)
                ? t(`anonymous.field.${outcome.field}`)
                : '',
            )}
          </p>
        ) : null}
        {outcome.status === 'accepted' ? <PromiseProof promise={outcome.promise} /> : null}
      </div>
      {outcome.status === 'refused' && item.ticket.title !== '' && onRestore ? (
        <Button size="compact-sm" variant="default" onClick={() => onRestore(item.ticket)}>
          {t('anonymous.delivery.restore')}
        </Button>
      ) : null}
    </section>
  );
}

/** The intake's signed word, which shows that a ticket was swallowed if it never appears. */
function PromiseProof({ promise }: { promise: SignedPromise }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const text = JSON.stringify(promise);
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => sayDone(t('anonymous.promise.copied')),
      () => sayTrouble(t('anonymous.promise.not-copied')),
    );
  };
  return (
    <details className={classes['promise']} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('anonymous.promise.title')}</summary>
      {isOpen ? (
        <>
          <p>{t('anonymous.promise.what')}</p>
          <div data-print="only">
            <p className={classes['printTitle']}>{t('anonymous.promise.paper')}</p>
            <code translate="no">{text}</code>
          </div>
          <Group gap="xs" mt="xs">
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconCopy size={15} aria-hidden />}
              onClick={copy}
            >
              {t('anonymous.promise.copy')}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconPrinter size={15} aria-hidden />}
              onClick={() => window.print()}
            >
              {t('anonymous.promise.print')}
            </Button>
          </Group>
        </>
      ) : null}
    </details>
  );
}

import { Button, Group, TextInput } from '@mantine/core';
import { IconArrowLeft, IconSend } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShownReceipt } from '../client/messages.js';
import { checkWord, drawPlaces, type WordVerdict } from './asked-back.js';
import classes from './receipt-panel.module.css';

/** Evenly below a number, from the machine's own randomness. */
const draw = (below: number): number => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % below;

interface AskBackPanelProps {
  receipt: ShownReceipt;
  fault: string | null;
  onBack: () => void;
  onRight: () => Promise<void>;
}

/** Two words of the receipt from its note: whoever has them has written it down. */
export function AskBackPanel({ receipt, fault, onBack, onRight }: AskBackPanelProps) {
  const { t } = useTranslation();
  const [places] = useState(() => drawPlaces(receipt.english.length, draw));
  const [typed, setTyped] = useState<readonly string[]>(['', '']);
  const [verdicts, setVerdicts] = useState<readonly WordVerdict[] | null>(null);
  const [isSending, setSending] = useState(false);

  const look = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isSending) return;
    const found = places.map((place, index) => checkWord(typed[index] ?? '', place, receipt));
    setVerdicts(found);
    const form = event.currentTarget;
    const wrong = found.findIndex(({ verdict }) => verdict !== 'right');
    if (wrong >= 0) return void form.querySelectorAll<HTMLElement>('input')[wrong]?.focus();
    setSending(true);
    await onRight();
    setSending(false);
  };
  const textOf = (verdict: WordVerdict | undefined, index: number): string | null => {
    if (verdict === undefined || verdict.verdict === 'right') return null;
    const number = places[index] ?? 0;
    return t(`anonymous.ask.${verdict.verdict}`, {
      number,
      typed: (typed[index] ?? '').trim(),
      ...('word' in verdict ? { word: verdict.word } : {}),
      ...('place' in verdict ? { other: verdict.place } : {}),
    });
  };
  return (
    <form
      className={classes['panel']}
      onSubmit={(event) => void look(event)}
      autoComplete="off"
      noValidate
      aria-labelledby="ask-heading"
    >
      <h2 id="ask-heading">{t('anonymous.ask.title')}</h2>
      <p className={classes['lead']}>{t('anonymous.ask.lead')}</p>
      <div className={classes['asked']}>
        {places.map((place, index) => (
          <TextInput
            key={place}
            size="md"
            label={t('anonymous.ask.word', { number: place })}
            value={typed[index] ?? ''}
            error={textOf(verdicts?.[index], index)}
            autoFocus={index === 0}
            autoComplete="off"
            autoCorrect="off"
            autoCapitalize="off"
            spellCheck={false}
            translate="no"
            onChange={(event) => {
              setTyped(typed.with(index, event.currentTarget.value));
              setVerdicts(null);
            }}
          />
        ))}
      </div>
      <p className={classes['note']}>{t('anonymous.ask.either')}</p>
      {fault === null ? null : (
        <p role="alert" className={classes['fault']}>
          {fault}
        </p>
      )}
      <Group justify="space-between" mt="md">
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconArrowLeft size={16} aria-hidden />}
          onClick={onBack}
        >
          {t('anonymous.ask.back')}
        </Button>
        <Button type="submit" loading={isSending} leftSection={<IconSend size={17} aria-hidden />}>
          {t('anonymous.ask.send')}
        </Button>
      </Group>
    </form>
  );
}

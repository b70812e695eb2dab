import { Switch, Textarea } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useSignedIn } from '../../../lib/me.js';
import { RECEIPT_WORDS, typedWords } from '../protocol/receipt-typing.js';
import classes from './receipt.module.css';

interface ReceiptFieldProps {
  value: string;
  error: string | null;
  onText: (text: string) => void;
  onEnter: () => void;
}

/** Takes a receipt in either script. No browser completes, checks, corrects or remembers what is typed here. */
export function ReceiptField({ value, error, onText, onEnter }: ReceiptFieldProps) {
  const { t } = useTranslation();
  const me = useSignedIn();
  const [isHidden, setHidden] = useState(me.sharedSeat);
  const enter = (event: KeyboardEvent): void => {
    // Enter that ends the writing of a character belongs to the input method.
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onEnter();
  };
  return (
    <div>
      <Textarea
        label={t('receipt.field')}
        description={
          <span className={classes['fieldRow']}>
            <span>{t('receipt.field-what')}</span>
            <span className={classes['count']}>
              {t('receipt.count', { typed: typedWords(value).words.length, all: RECEIPT_WORDS })}
            </span>
          </span>
        }
        value={value}
        error={error}
        autosize
        minRows={2}
        maxRows={5}
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="off"
        spellCheck={false}
        translate="no"
        data-autofocus
        autoFocus
        classNames={{ input: isHidden ? classes['hidden'] : classes['shown'] }}
        onChange={(event) => onText(event.currentTarget.value)}
        onKeyDown={enter}
      />
      <Switch
        mt="sm"
        size="sm"
        label={t('receipt.hide')}
        checked={isHidden}
        onChange={(event) => setHidden(event.currentTarget.checked)}
      />
    </div>
  );
}

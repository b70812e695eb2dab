import { Button, Checkbox, Group, SegmentedControl } from '@mantine/core';
import { IconArrowLeft, IconPencil, IconPrinter } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShownReceipt } from '../client/messages.js';
import type { ReceiptScript } from '../protocol/similar-words.js';
import classes from './receipt-panel.module.css';

interface ReceiptPanelProps {
  receipt: ShownReceipt;
  onBack: () => void;
  onNoted: () => void;
}

/** The only thing that will ever open the ticket, to be written down. */
export function ReceiptPanel({ receipt, onBack, onNoted }: ReceiptPanelProps) {
  const { t, i18n } = useTranslation();
  const [script, setScript] = useState<ReceiptScript>(i18n.language === 'zh-CN' ? 'chinese' : 'english');
  const [isNoted, setNoted] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className={classes['panel']} aria-labelledby="receipt-heading">
      <h2 id="receipt-heading" ref={heading} tabIndex={-1}>
        {t('anonymous.receipt.title')}
      </h2>
      <p className={classes['lead']}>{t('anonymous.receipt.lead')}</p>
      <SegmentedControl
        className={classes['scripts']}
        value={script}
        data={[
          { value: 'chinese', label: t('anonymous.receipt.chinese') },
          { value: 'english', label: t('anonymous.receipt.english') },
        ]}
        onChange={(value) => setScript(value === 'chinese' ? 'chinese' : 'english')}
      />
      <div className={classes['paper']} data-print="only">
        <p className={classes['paperTitle']}>{t('anonymous.receipt.paper')}</p>
        <ol
          className={classes['words']}
          data-script={script}
          translate="no"
          lang={script === 'chinese' ? 'zh-CN' : 'en'}
        >
          {receipt[script].map((word, index) => (
            <li key={index}>
              <span className={classes['number']}>{index + 1}</span>
              <span className={classes['word']}>{word}</span>
            </li>
          ))}
        </ol>
        <p className={classes['paperUse']}>{t('anonymous.receipt.use')}</p>
      </div>
      <ul className={classes['rules']}>
        <li>{t('anonymous.receipt.lost')}</li>
        <li>{t('anonymous.receipt.hand')}</li>
        <li>{t('anonymous.receipt.secret')}</li>
      </ul>
      <Checkbox
        label={t('anonymous.receipt.noted')}
        checked={isNoted}
        onChange={(event) => setNoted(event.currentTarget.checked)}
      />
      <Group justify="space-between" mt="md">
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconArrowLeft size={16} aria-hidden />}
          onClick={onBack}
        >
          {t('anonymous.receipt.back')}
        </Button>
        <Group gap="sm">
          <Button
            variant="default"
            leftSection={<IconPrinter size={17} aria-hidden />}
            onClick={() => window.print()}
          >
            {t('anonymous.receipt.print')}
          </Button>
          <Button leftSection={<IconPencil size={17} aria-hidden />} disabled={!isNoted} onClick={onNoted}>
            {t('anonymous.receipt.next')}
          </Button>
        </Group>
      </Group>
    </section>
  );
}

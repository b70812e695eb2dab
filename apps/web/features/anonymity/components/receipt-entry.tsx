import { Button, Group, Stack } from '@mantine/core';
import {
  IconArrowLeft,
  IconCalendarEvent,
  IconClockPause,
  IconEyeOff,
  IconHelpCircle,
  IconKeyOff,
} from '@tabler/icons-react';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Card, Page } from '../../../ui/page.js';
import type { OpenedReceipt } from '../client/messages.js';
import type { ReleaseRule } from '../protocol/key-log.js';
import { slipBetween } from '../protocol/receipt-typing.js';
import { useEditionWords } from './edition-words.js';
import { NotOnSheet } from './not-on-sheet.js';
import { ReceiptField } from './receipt-field.js';
import classes from './receipt.module.css';

type NotOpened = Exclude<OpenedReceipt, { readonly result: 'opened' }>;
type NoReceipt = Extract<NotOpened, { readonly result: 'no-receipt' }>['why'];

interface ReceiptEntryProps {
  release: ReleaseRule | null;
  /** Of the sheet that is here. */
  edition: string | null;
  /** Seconds after which an unattended page forgets everything. */
  absenceSeconds: number;
  /** Answers null once the ticket is shown. */
  onOpen: (typed: string) => Promise<NotOpened | null>;
  onLeave: () => void;
  /** What waits in this session. */
  children: ReactNode;
}

function useFaultText(): (why: NoReceipt) => string {
  const { t } = useTranslation();
  return (why) => {
    if (why.fault === 'count') return t('receipt.fault-count', { found: why.count });
    if (why.fault === 'checksum') return t('receipt.fault-checksum');
    const positions = why.positions.join(t('common.list-comma'));
    return t('receipt.fault-unknown', { count: why.positions.length, positions });
  };
}

/** Only the difference is shown, so that a receipt that is hidden stays so. */
function Suggestions({
  typed,
  among,
  onChoose,
}: {
  typed: string;
  among: readonly string[];
  onChoose: (receipt: string) => void;
}) {
  const { t } = useTranslation();
  if (among.length === 0) return null;
  return (
    <div className={classes['suggestions']}>
      <strong>{t('receipt.did-you-mean')}</strong>
      <Group gap="xs">
        {among.map((receipt) => {
          const slip = slipBetween(typed, receipt);
          return (
            <Button
              key={receipt}
              variant="default"
              size="sm"
              translate="no"
              onClick={() => onChoose(receipt)}
            >
              {slip === null
                ? receipt
                : slip.kind === 'word'
                  ? t('receipt.slip-word', { position: slip.position, word: slip.word })
                  : t('receipt.slip-swap', { first: slip.position, second: slip.position + 1 })}
            </Button>
          );
        })}
      </Group>
    </div>
  );
}

/** Where a receipt is typed, and what to do when nothing comes of it. */
export function ReceiptEntry({
  release,
  edition,
  absenceSeconds,
  onOpen,
  onLeave,
  children,
}: ReceiptEntryProps) {
  const { t } = useTranslation();
  const faultOf = useFaultText();
  const { asOf } = useEditionWords();
  const [typed, setTyped] = useState('');
  const [offered, setOffered] = useState<{
    readonly typed: string;
    readonly among: readonly string[];
  } | null>(null);
  const [isLooking, setLooking] = useState(false);
  const [found, setFound] = useState<NotOpened | null>(null);
  const why = found?.result === 'no-receipt' ? found.why : null;

  const look = async (receipt: string): Promise<void> => {
    if (isLooking) return;
    setLooking(true);
    try {
      const result = await onOpen(receipt);
      setFound(result);
      if (result?.result === 'no-receipt') {
        setOffered({ typed: receipt, among: result.why.fault === 'count' ? [] : result.why.suggestions });
      }
    } finally {
      setLooking(false);
    }
  };
  const choose = (receipt: string): void => {
    setTyped(receipt);
    void look(receipt);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void look(typed);
  };
  return (
    <Page
      narrow
      title={t('receipt.title')}
      windowTitle={t('shell.mine')}
      lead={t('receipt.lead')}
      above={
        <button type="button" className={classes['back']} onClick={onLeave}>
          <IconArrowLeft size={16} aria-hidden /> {t('shell.mine')}
        </button>
      }
    >
      <Stack gap="lg">
        <Card>
          <form onSubmit={submit} autoComplete="off" noValidate>
            <Stack gap="md">
              <ReceiptField
                value={typed}
                error={why === null ? null : faultOf(why)}
                onText={(text) => {
                  setTyped(text);
                  setFound(null);
                  setOffered(null);
                }}
                onEnter={() => void look(typed)}
              />
              {offered === null ? null : (
                <Suggestions typed={offered.typed} among={offered.among} onChoose={choose} />
              )}
              <Group justify="space-between">
                <span className={classes['edition']}>
                  <IconCalendarEvent size={18} aria-hidden />
                  {edition === null
                    ? t('receipt.sheet-coming')
                    : t('receipt.sheet-of', { date: asOf(edition) })}
                </span>
                <Button type="submit" loading={isLooking} disabled={typed.trim() === ''}>
                  {t('receipt.look')}
                </Button>
              </Group>
            </Stack>
          </form>
        </Card>
        {found === null || found.result === 'no-receipt' ? null : (
          <NotOnSheet found={found} release={release} />
        )}
        {children}
        <ul className={classes['notes']}>
          <li>
            <IconEyeOff size={18} aria-hidden /> {t('receipt.note-quiet')}
          </li>
          <li>
            <IconClockPause size={18} aria-hidden />
            {t('receipt.note-wiped', { count: Math.round(absenceSeconds / 60) })}
          </li>
          <li>
            <IconKeyOff size={18} aria-hidden /> {t('receipt.note-lost')}
          </li>
          <li>
            <IconHelpCircle size={18} aria-hidden /> {t('receipt.note-none')}
          </li>
        </ul>
      </Stack>
    </Page>
  );
}

import { Button } from '@mantine/core';
import { getHotkeyHandler } from '@mantine/hooks';
import { IconDeviceFloppy, IconSend } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftState } from '../../../lib/drafts.js';
import { useInstants } from '../../../lib/instants.js';
import { useSignedIn } from '../../../lib/me.js';
import { useOutbox } from '../../../lib/outbox.js';
import type { Problem } from '../../../lib/problem.js';
import { useProblemText } from '../../../lib/problem-text.js';
import { ProblemNote } from '../../../ui/problem-note.js';
import { DiscardButton } from '../../../ui/discard-button.js';
import { sayDone, sayTrouble } from '../../../ui/toasts.js';
import { submitTicket } from '../api/submit-ticket.js';
import { AttachmentField, type UploadState } from './attachment-field.js';
import { gapsOf, type WritingDraft, type WritingField } from './writing-draft.js';
import { focusGap, WritingFields } from './writing-fields.js';
import classes from './writing-form.module.css';

const NO_GAPS: ReadonlySet<WritingField> = new Set();

/** A ticket under the writer's own name. */
export function WritingForm({ draft, change, clear, wasRestored }: DraftState<WritingDraft>) {
  const { t } = useTranslation();
  const me = useSignedIn();
  const client = useQueryClient();
  const router = useRouter();
  const outbox = useOutbox();
  const words = useInstants();
  const textOf = useProblemText();
  const [tried, setTried] = useState(false);
  const [uploads, setUploads] = useState<UploadState>('none');
  const [discards, setDiscards] = useState(0);
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const gaps = gapsOf(draft);
  if (uploads === 'failed') gaps.add('attachments');
  const onItsWay = outbox.state.name !== 'empty';

  const send = (): void => {
    setTried(true);
    setProblem(null);
    if (gaps.size > 0 || uploads === 'sending' || onItsWay) {
      focusGap(form.current, gaps);
      return;
    }
    const { attachments, ...rest } = draft;
    const submission = {
      ...rest,
      title: draft.title.trim(),
      body: draft.body.trim(),
      attachmentIds: attachments.map(({ id }) => id),
    };
    outbox.post({
      label: submission.title,
      send: (key) => submitTicket(submission, key),
      arrived: (sent) => {
        clear();
        setTried(false);
        void client.invalidateQueries({ queryKey: ['tickets'] });
        sayDone(
          <>
            {sent.dueAt
              ? t('writing.sent-due', { moment: words.moment(sent.dueAt) })
              : t('writing.sent-what')}{' '}
            <Link to="/tickets/$ticketId" params={{ ticketId: sent.id }} className={classes['link']}>
              {t('writing.sent-open')}
            </Link>
          </>,
          t('writing.sent'),
        );
        if (router.state.location.pathname === '/write') void router.navigate({ to: '/tickets' });
      },
      returned: (refused) => {
        setProblem(refused);
        if (refused) {
          sayTrouble(textOf(refused), t('writing.returned'));
          void router.navigate({ to: '/write' });
        }
      },
    });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send();
  };

  return (
    <form
      ref={form}
      onSubmit={submit}
      onKeyDown={getHotkeyHandler([['mod+Enter', send]])}
      noValidate
      autoComplete="off"
      className={classes['form']}
    >
      <WritingFields
        opinion={draft}
        textNumber={discards}
        gaps={tried ? gaps : NO_GAPS}
        disabled={onItsWay}
        urgentWhy={t('writing.urgent-why')}
        onChange={change}
        attachments={
          <AttachmentField
            key={discards}
            value={draft.attachments}
            onAdd={(attachment) => change((old) => ({ attachments: [...old.attachments, attachment] }))}
            onRemove={(id) =>
              change((old) => ({ attachments: old.attachments.filter((one) => one.id !== id) }))
            }
            onState={setUploads}
          />
        }
      />
      <div className={classes['bar']}>
        <ProblemNote problem={problem} />
        {tried && uploads === 'failed' ? (
          <p role="alert" className={classes['trouble']}>
            {t('attachment.first')}
          </p>
        ) : null}
        <div className={classes['barRow']}>
          <span className={classes['kept']}>
            <IconDeviceFloppy size={16} aria-hidden />
            {me.sharedSeat
              ? t('writing.kept-tab')
              : wasRestored && draft.body !== ''
                ? t('writing.restored')
                : t('writing.kept')}
          </span>
          <DiscardButton
            disabled={onItsWay || uploads === 'sending'}
            onDiscard={() => {
              setDiscards(discards + 1);
              clear();
            }}
          />
          <Button
            type="submit"
            leftSection={<IconSend size={17} aria-hidden />}
            loading={uploads === 'sending'}
            disabled={onItsWay}
          >
            {t('writing.send')}
          </Button>
        </div>
      </div>
    </form>
  );
}

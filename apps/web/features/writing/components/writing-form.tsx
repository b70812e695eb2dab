import { Button, Stack, Switch, TextInput } from '@mantine/core';
import { getHotkeyHandler } from '@mantine/hooks';
import { IconDeviceFloppy, IconSend } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { KINDS } from '../../../lib/contract.js';
import { LIMITS } from '../../../lib/code-points.js';
import { useDraft } from '../../../lib/drafts.js';
import { useInstants } from '../../../lib/instants.js';
import { useSignedIn } from '../../../lib/me.js';
import { useOutbox } from '../../../lib/outbox.js';
import type { Problem } from '../../../lib/problem.js';
import { useProblemText } from '../../../lib/problem-text.js';
import { ChoiceField } from '../../../ui/choice-field.js';
import { Counter, CountedTextarea } from '../../../ui/counted-textarea.js';
import { ProblemNote } from '../../../ui/problem-note.js';
import { sayDone, sayTrouble } from '../../../ui/toasts.js';
import { submitTicket } from '../api/submit-ticket.js';
import { AnswerPromise } from '../../catalogue/components/answer-promise.js';
import { AttachmentField } from './attachment-field.js';
import { DepartmentPicker } from './department-picker.js';
import { EMPTY_DRAFT, gapsOf, type WritingDraft } from './writing-draft.js';
import classes from './writing-form.module.css';

export function WritingForm({ department }: { department: string | undefined }) {
  const { t } = useTranslation();
  const me = useSignedIn();
  const client = useQueryClient();
  const router = useRouter();
  const outbox = useOutbox();
  const words = useInstants();
  const textOf = useProblemText();
  const { draft, change, clear, wasRestored } = useDraft<WritingDraft>('writing', EMPTY_DRAFT);
  const [tried, setTried] = useState(false);
  const [uploading, setUploading] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const gaps = gapsOf(draft);
  const onItsWay = outbox.state.name !== 'empty';

  useEffect(() => {
    if (department !== undefined) change({ departmentId: department });
  }, [change, department]);

  const send = (): void => {
    setTried(true);
    setProblem(null);
    if (gaps.size > 0 || uploading || onItsWay) {
      const first = ['title', 'body', 'departmentId'].find((field) => gaps.has(field as 'title'));
      form.current
        ?.querySelector<HTMLElement>(
          first === 'departmentId' ? 'input[type=search]' : `[name=${first ?? 'none'}]`,
        )
        ?.focus();
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
      send: async (key) => {
        const sent = await submitTicket(submission, key);
        clear();
        setTried(false);
        await client.invalidateQueries({ queryKey: ['tickets'] });
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
        if (router.state.location.pathname === '/write') await router.navigate({ to: '/tickets' });
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
      <fieldset className={classes['columns']} disabled={onItsWay}>
        <Stack gap="md" className={classes['text']}>
          <ChoiceField
            inline
            legend={t('writing.kind')}
            name="kind"
            value={draft.kind}
            options={KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
            onChange={(value) => change({ kind: KINDS.find((kind) => kind === value) ?? 'problem' })}
          />
          <TextInput
            name="title"
            label={t('writing.title')}
            description={
              <span className={classes['row']}>
                <span>{t('writing.title-hint')}</span>
                <Counter value={draft.title} limit={LIMITS.title} />
              </span>
            }
            value={draft.title}
            error={tried && gaps.has('title') ? t('writing.title-length') : null}
            data-autofocus
            onChange={(event) => change({ title: event.currentTarget.value })}
          />
          <CountedTextarea
            name="body"
            label={t('writing.body')}
            description={t('writing.body-hint')}
            limit={LIMITS.body}
            minRows={8}
            maxRows={18}
            value={draft.body}
            error={tried && gaps.has('body') ? t('writing.body-length') : null}
            onText={(body) => change({ body })}
          />
          <AttachmentField
            value={draft.attachments}
            onAdd={(attachment) => change((old) => ({ attachments: [...old.attachments, attachment] }))}
            onRemove={(id) =>
              change((old) => ({ attachments: old.attachments.filter((one) => one.id !== id) }))
            }
            onBusy={setUploading}
          />
          <div className={classes['switches']}>
            <Switch
              label={t('writing.urgent')}
              description={t('writing.urgent-why')}
              checked={draft.urgency === 'urgent'}
              onChange={(event) => change({ urgency: event.currentTarget.checked ? 'urgent' : 'ordinary' })}
            />
            <Switch
              label={t('writing.may-publish')}
              description={t('writing.may-publish-why')}
              checked={draft.mayPublishWording}
              onChange={(event) => change({ mayPublishWording: event.currentTarget.checked })}
            />
          </div>
        </Stack>
        <div className={classes['picker']}>
          <DepartmentPicker
            text={`${draft.title}\n${draft.body}`}
            value={draft.departmentId}
            error={tried && gaps.has('departmentId') ? t('form.choose-department') : null}
            onChange={(departmentId) => change({ departmentId })}
          />
          {draft.departmentId === '' ? null : (
            <AnswerPromise departmentId={draft.departmentId} kind={draft.kind} urgency={draft.urgency} />
          )}
        </div>
      </fieldset>
      <div className={classes['bar']}>
        <ProblemNote problem={problem} />
        <div className={classes['barRow']}>
          <span className={classes['kept']}>
            <IconDeviceFloppy size={16} aria-hidden />
            {me.sharedSeat
              ? t('writing.kept-tab')
              : wasRestored && draft.body !== ''
                ? t('writing.restored')
                : t('writing.kept')}
          </span>
          <Button variant="subtle" color="gray" onClick={clear} disabled={onItsWay}>
            {t('writing.discard')}
          </Button>
          <Button
            type="submit"
            leftSection={<IconSend size={17} aria-hidden />}
            loading={uploading}
            disabled={onItsWay}
          >
            {t('writing.send')}
          </Button>
        </div>
      </div>
    </form>
  );
}

import { Button, Switch } from '@mantine/core';
import { getHotkeyHandler } from '@mantine/hooks';
import { IconKey, IconSend } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ClipboardEvent, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useDepartmentName } from '../../../lib/directory.js';
import { useSignedIn } from '../../../lib/me.js';
import { useSentences } from '../../../lib/sentences.js';
import { DiscardButton } from '../../../ui/discard-button.js';
import { gapsOf, type WritingField } from '../../writing/components/writing-draft.js';
import { focusGap, WritingFields } from '../../writing/components/writing-fields.js';
import formClasses from '../../writing/components/writing-form.module.css';
import type { AnonymityState } from '../client/messages.js';
import classes from './anonymous.module.css';
import { HIDDEN_MINUTES } from '../components/absence.js';
import { useNoTokenReason } from './anonymous-switch.js';
import { PictureField } from './picture-field.js';
import { TraceNotes } from './trace-notes.js';
import type { AnonymousWriting } from './use-anonymous-writing.js';

const NO_GAPS: ReadonlySet<WritingField> = new Set();

interface AnonymousFormProps {
  writing: AnonymousWriting;
  state: AnonymityState;
}

/** Whether the own department may be named: only asked where it hides whoever names it. */
function OwnDepartment({ writing }: { writing: AnonymousWriting }) {
  const { t } = useTranslation();
  const me = useSignedIn();
  const nameOf = useDepartmentName();
  if (!me.departmentMayBeNamed) return null;
  return (
    <Switch
      label={t('anonymous.department', { department: nameOf(me.departmentId) })}
      description={t('anonymous.department-why')}
      checked={writing.opinion.namesDepartment}
      onChange={(event) => writing.change({ namesDepartment: event.currentTarget.checked })}
    />
  );
}

/** An anonymous ticket, as far as the button that shows its receipt. */
export function AnonymousForm({ writing, state }: AnonymousFormProps) {
  const { t } = useTranslation();
  const me = useSignedIn();
  const sentences = useSentences();
  const reasonOf = useNoTokenReason();
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { opinion, textNumber, pictures, isHolding, fault } = writing;
  const gaps = gapsOf(opinion);
  const reason = reasonOf(state.token);
  const kept = sentences(t('anonymous.receipt-follows'), t('anonymous.kept', { count: HIDDEN_MINUTES }));

  const send = (): void => {
    setTried(true);
    if (gaps.size > 0) return focusGap(form.current, gaps);
    if (reason === null && !pictures.isWorking) void writing.write(me.departmentId);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send();
  };
  const paste = (event: ClipboardEvent): void => {
    const files = [...event.clipboardData.files];
    if (files.length === 0) return;
    event.preventDefault();
    void pictures.add(files);
  };
  useEffect(() => {
    if (!isHolding) setTried(false);
  }, [isHolding]);

  return (
    <form
      ref={form}
      onSubmit={submit}
      onPaste={paste}
      onKeyDown={getHotkeyHandler([['mod+Enter', send]])}
      noValidate
      autoComplete="off"
      className={formClasses['form']}
    >
      <WritingFields
        isAnonymous
        opinion={opinion}
        textNumber={textNumber}
        gaps={tried ? gaps : NO_GAPS}
        disabled={false}
        urgentWhy={t('anonymous.urgent-why')}
        onChange={writing.change}
        belowText={<TraceNotes title={opinion.title} body={opinion.body} form={form} />}
        attachments={<PictureField {...pictures} />}
        switches={<OwnDepartment writing={writing} />}
      />
      <p className={classes['beforeSending']}>{kept}</p>
      <div className={formClasses['bar']}>
        {fault !== null || (reason !== null && isHolding) ? (
          <p role="alert" className={formClasses['trouble']}>
            {fault !== null ? t(`anonymous.fault.${fault}`) : reason}
          </p>
        ) : null}
        <div className={formClasses['barRow']}>
          <span className={formClasses['kept']}>
            <IconKey size={16} aria-hidden /> <span>{kept}</span>
          </span>
          <DiscardButton disabled={!isHolding} onDiscard={writing.wipe} />
          <Button
            type="submit"
            leftSection={<IconSend size={17} aria-hidden />}
            loading={pictures.isWorking}
            disabled={reason !== null}
          >
            {t('anonymous.send')}
          </Button>
        </div>
      </div>
    </form>
  );
}

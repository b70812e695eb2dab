import { Stack, Switch, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KINDS } from '../../../lib/contract.js';
import { LIMITS } from '../../../lib/code-points.js';
import { QuietQueries } from '../../../lib/quiet-queries.js';
import { ChoiceField } from '../../../ui/choice-field.js';
import { Counter, CountedTextarea } from '../../../ui/counted-textarea.js';
import { AnswerPromise } from '../../catalogue/components/answer-promise.js';
import { DepartmentPicker } from './department-picker.js';
import type { Opinion, WritingField } from './writing-draft.js';
import classes from './writing-form.module.css';

/** No browser keeps, completes or checks what is typed into these; a spelling check may run on a server. */
const UNKEPT = { autoComplete: 'off', autoCorrect: 'off', spellCheck: false, name: undefined } as const;

interface WritingFieldsProps {
  opinion: Opinion;
  /** Another one means another text: what was typed to find its department goes with the old one. */
  textNumber: number;
  /** Shown beside their fields. */
  gaps: ReadonlySet<WritingField>;
  isAnonymous?: boolean;
  disabled: boolean;
  urgentWhy: string;
  onChange: (part: Partial<Opinion>) => void;
  /** Right below the text. */
  belowText?: ReactNode;
  attachments: ReactNode;
  switches?: ReactNode;
}

/** What every ticket is made of, whoever writes it. Asks no server for anything, so that nobody sees who writes. */
export function WritingFields({
  opinion,
  textNumber,
  gaps,
  isAnonymous = false,
  disabled,
  urgentWhy,
  onChange,
  belowText,
  attachments,
  switches,
}: WritingFieldsProps) {
  const { t } = useTranslation();
  const unkept = isAnonymous ? UNKEPT : {};
  const { departmentId, kind, urgency } = opinion;
  return (
    <fieldset className={classes['columns']} disabled={disabled}>
      <Stack gap="md" className={classes['text']}>
        <ChoiceField
          inline
          legend={t('writing.kind')}
          name="kind"
          value={kind}
          options={KINDS.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
          onChange={(value) => onChange({ kind: KINDS.find((one) => one === value) ?? 'problem' })}
        />
        <TextInput
          name="title"
          {...unkept}
          data-field="title"
          label={t('writing.title')}
          description={
            <span className={classes['row']}>
              <span>{t('writing.title-hint')}</span>
              <Counter value={opinion.title} limit={LIMITS.title} />
            </span>
          }
          value={opinion.title}
          error={gaps.has('title') ? t('writing.title-length') : null}
          data-autofocus
          onChange={(event) => onChange({ title: event.currentTarget.value })}
        />
        <CountedTextarea
          name="body"
          {...unkept}
          data-field="body"
          label={t('writing.body')}
          description={t(isAnonymous ? 'anonymous.body-hint' : 'writing.body-hint')}
          limit={LIMITS.body}
          minRows={8}
          maxRows={18}
          value={opinion.body}
          error={gaps.has('body') ? t('writing.body-length') : null}
          onText={(body) => onChange({ body })}
        />
        {belowText}
        {attachments}
        <div className={classes['switches']}>
          <Switch
            label={t('writing.urgent')}
            description={urgentWhy}
            checked={urgency === 'urgent'}
            onChange={(event) => onChange({ urgency: event.currentTarget.checked ? 'urgent' : 'ordinary' })}
          />
          <Switch
            label={t('writing.may-publish')}
            description={t(isAnonymous ? 'anonymous.may-publish-why' : 'writing.may-publish-why')}
            checked={opinion.mayPublishWording}
            onChange={(event) => onChange({ mayPublishWording: event.currentTarget.checked })}
          />
          {switches}
        </div>
      </Stack>
      <div className={classes['picker']}>
        <QuietQueries>
          <DepartmentPicker
            key={textNumber}
            text={`${opinion.title}\n${opinion.body}`}
            value={departmentId}
            error={gaps.has('departmentId') ? t('form.choose-department') : null}
            onChange={(chosen) => onChange({ departmentId: chosen })}
          />
          {departmentId === '' ? null : (
            <AnswerPromise departmentId={departmentId} kind={kind} urgency={urgency} />
          )}
        </QuietQueries>
      </div>
    </fieldset>
  );
}

/** The first field that has a gap, to be filled in next. */
export function focusGap(form: HTMLFormElement | null, gaps: ReadonlySet<WritingField>): void {
  const [first] = (['title', 'body', 'departmentId', 'attachments'] as const).filter((field) =>
    gaps.has(field),
  );
  if (first === undefined) return;
  const selectors = { departmentId: 'input[type=search]', attachments: '[data-failed] button' };
  const selector = first in selectors ? selectors[first as keyof typeof selectors] : `[data-field=${first}]`;
  form?.querySelector<HTMLElement>(selector)?.focus();
}

import { Button, Group, Stack } from '@mantine/core';
import { getHotkeyHandler } from '@mantine/hooks';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '../../../lib/contract.js';
import { fits, LIMITS } from '../../../lib/code-points.js';
import { useDraft } from '../../../lib/drafts.js';
import { useHeldAction } from '../../../lib/held-action.js';
import { useWrite } from '../../../lib/use-write.js';
import { CountedTextarea } from '../../../ui/counted-textarea.js';
import { focusFirstFault, focusFirstField } from '../../../ui/first-fault.js';
import { ProblemNote } from '../../../ui/problem-note.js';
import { AnswerEditor } from './answer-editor.js';
import { EMPTY_COMMAND, type CommandDraft } from './command-draft.js';
import { COMMAND_SHAPES, type CommandShape, type PlainCommand } from './command-shapes.js';
import { ExtensionLength, ExtensionVerdict } from './extension-fields.js';
import { DepartmentChoice } from './department-choice.js';
import { PublicationFields } from './publication-fields.js';
import { TicketChoice } from './ticket-choice.js';
import type { CommandInput, Sending } from './sending.js';
import classes from './command-panel.module.css';

/** What whoever writes to an anonymous author has to know. */
const TO_ANONYMOUS: Partial<Record<PlainCommand, string>> = {
  'ask-author': 'ticket.ask-anonymous',
  answer: 'ticket.write-anonymous',
  'amend-answer': 'ticket.write-anonymous',
  note: 'ticket.write-anonymous',
  'propose-refusal': 'ticket.write-anonymous',
};

const publishesNow = (shape: CommandShape, draft: CommandDraft): boolean =>
  shape.publishes === 'does' || (shape.publishes === 'may' && draft.visibility === 'public');

/** Field names whose value cannot be sent as it is. */
function gapsOf(ticket: Ticket, command: PlainCommand, draft: CommandDraft): Set<string> {
  const shape = COMMAND_SHAPES[command];
  const gaps = new Set<string>();
  const { text } = shape;
  if (text && !(text.optional && draft.text.trim() === '') && !fits(draft.text, text.limit)) gaps.add('text');
  if (command === 'amend-answer' && !fits(draft.reason, LIMITS.reason)) gaps.add('reason');
  if (shape.chooses === 'department' && draft.departmentId === '') gaps.add('departmentId');
  if (shape.chooses === 'ticket' && draft.intoTicketId === '') gaps.add('intoTicketId');
  if (shape.chooses === 'extension' && draft.workingMinutes === 0) gaps.add('workingMinutes');
  if (shape.chooses === 'extension-verdict' && draft.extensionVerdict === '') gaps.add('extensionVerdict');
  if (shape.publishes === 'may' && draft.visibility === '') gaps.add('visibility');
  if (publishesNow(shape, draft)) {
    if (draft.publicationReason === '') gaps.add('publicationReason');
    if (!draft.namesChecked) gaps.add('namesChecked');
    const needsSummary = !ticket.mayPublishWording;
    if ((needsSummary || draft.summary.trim() !== '') && !fits(draft.summary, LIMITS.summary))
      gaps.add('summary');
  }
  return gaps;
}

function bodyOf(command: PlainCommand, draft: CommandDraft): Record<string, unknown> {
  const shape = COMMAND_SHAPES[command];
  const text = draft.text.trim();
  const summary = draft.summary.trim();
  return {
    ...(shape.text && text !== '' ? { [shape.text.name]: text } : {}),
    ...(command === 'amend-answer' ? { reason: draft.reason.trim() } : {}),
    ...(shape.chooses === 'department' ? { departmentId: draft.departmentId } : {}),
    ...(shape.chooses === 'ticket' ? { intoTicketId: draft.intoTicketId } : {}),
    ...(shape.chooses === 'extension' ? { workingMinutes: draft.workingMinutes } : {}),
    ...(shape.chooses === 'extension-verdict' ? { approve: draft.extensionVerdict === 'give' } : {}),
    ...(shape.publishes === 'may' ? { visibility: draft.visibility } : {}),
    ...(publishesNow(shape, draft)
      ? {
          publicationReason: draft.publicationReason,
          namesChecked: draft.namesChecked,
          ...(summary === '' ? {} : { summary }),
        }
      : {}),
  };
}

interface CommandFormProps {
  ticket: Ticket;
  command: PlainCommand;
  sending: Sending;
  /** It may have become impossible under the hands of whoever writes; their text stays. */
  isPossible: boolean;
  /** Somebody opened it, rather than the page. */
  wasAskedFor: boolean;
  onClose: () => void;
}

export function CommandForm({
  ticket,
  command,
  sending,
  isPossible,
  wasAskedFor,
  onClose,
}: CommandFormProps) {
  const { t } = useTranslation();
  const shape = COMMAND_SHAPES[command];
  const { draft, change, clear } = useDraft<CommandDraft>(
    `${sending.draftsUnder}.${command}`,
    EMPTY_COMMAND,
    sending.draftPlace,
  );
  const [tries, setTries] = useState(0);
  const [isAsking, setAsking] = useState(false);
  const tried = tries > 0;
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (tries > 0) focusFirstFault(form.current);
    else if (wasAskedFor) focusFirstField(form.current);
  }, [tries, wasAskedFor]);
  const run = useWrite<CommandInput, void>(sending.send, {
    onDone: () => {
      clear();
      onClose();
    },
    onUnseenFailure: sending.onUnseenFailure,
  });
  const waiting = useHeldAction<CommandInput>((input) =>
    run.mutateAsync(input).then(
      () => true,
      () => false,
    ),
  );
  const gaps = gapsOf(ticket, command, draft);
  const errorOf = (field: string, key: string): string | null => (tried && gaps.has(field) ? t(key) : null);
  const send = (): void => {
    setTries(tries + 1);
    if (!isPossible || gaps.size > 0 || waiting.held || run.isPending) return;
    if (shape.asksTwice && !isAsking) {
      setAsking(true);
      return;
    }
    const input = { command, body: bodyOf(command, draft) };
    if (shape.held && sending.holdsBack) waiting.hold(input);
    else run.mutate(input);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send();
  };
  const busy = waiting.held !== null || run.isPending;

  return (
    <form
      ref={form}
      onSubmit={submit}
      onKeyDown={getHotkeyHandler([['mod+Enter', send]])}
      noValidate
      autoComplete="off"
    >
      <h3 className={classes['legend']}>{t(`command.${command}`)}</h3>
      <p className={classes['hint']}>{t(`hint.${command}`)}</p>
      {ticket.author?.kind === 'anonymous' && command in TO_ANONYMOUS ? (
        <p className={classes['hint']}>{t(TO_ANONYMOUS[command] ?? '')}</p>
      ) : null}
      <fieldset className={classes['fieldset']} disabled={busy}>
        <Stack gap="md">
          {shape.chooses === 'department' ? (
            <DepartmentChoice
              current={ticket.departmentId}
              value={draft.departmentId}
              error={errorOf('departmentId', 'form.choose-department')}
              onChange={(departmentId) => change({ departmentId })}
            />
          ) : null}
          {shape.chooses === 'ticket' ? (
            <TicketChoice
              exclude={ticket.id}
              value={draft.intoTicketId}
              error={errorOf('intoTicketId', 'form.choose-ticket')}
              onChange={(intoTicketId) => change({ intoTicketId })}
            />
          ) : null}
          {shape.chooses === 'extension' ? (
            <ExtensionLength
              ticket={ticket}
              workingMinutes={draft.workingMinutes}
              error={errorOf('workingMinutes', 'form.choose')}
              onChange={(workingMinutes) => change({ workingMinutes })}
            />
          ) : null}
          {shape.chooses === 'extension-verdict' ? (
            <ExtensionVerdict
              ticket={ticket}
              asked={ticket.extensionMinutes ?? 0}
              verdict={draft.extensionVerdict}
              error={errorOf('extensionVerdict', 'form.choose')}
              onChange={(extensionVerdict) => change({ extensionVerdict })}
            />
          ) : null}
          {shape.text?.markdown ? (
            <AnswerEditor
              label={t(`field.${command}`)}
              value={draft.text}
              error={errorOf('text', 'form.answer-length')}
              onText={(text) => change({ text })}
            />
          ) : shape.text ? (
            <CountedTextarea
              label={
                shape.text.optional
                  ? t('form.optional', { label: t(`field.${shape.text.name}`) })
                  : t(`field.${shape.text.name}`)
              }
              limit={shape.text.limit}
              value={draft.text}
              minRows={4}
              data-autofocus
              error={errorOf('text', 'form.text-length')}
              onText={(text) => change({ text })}
            />
          ) : null}
          {command === 'amend-answer' ? (
            <CountedTextarea
              label={t('field.amend-reason')}
              limit={LIMITS.reason}
              value={draft.reason}
              minRows={2}
              error={errorOf('reason', 'form.text-length')}
              onText={(reason) => change({ reason })}
            />
          ) : null}
          {shape.publishes ? (
            <PublicationFields
              draft={draft}
              chooses={shape.publishes === 'may'}
              mayPublishWording={ticket.mayPublishWording}
              errorOf={errorOf}
              onChange={change}
            />
          ) : null}
        </Stack>
      </fieldset>
      <Stack gap="sm" mt="md">
        <ProblemNote problem={run.error} />
        {isPossible || run.isPending ? null : (
          <p role="alert" className={classes['hint']}>
            {t('ticket.not-possible-now')}
          </p>
        )}
        {waiting.held ? (
          <div className={classes['held']} role="status">
            <strong>
              {t('outbox.held')}{' '}
              <span aria-hidden="true">{t('outbox.seconds', { count: waiting.secondsLeft })}</span>
            </strong>
            <Group gap="xs">
              <Button
                size="xs"
                variant="default"
                leftSection={<IconArrowBackUp size={15} aria-hidden />}
                onClick={waiting.takeBack}
              >
                {t('outbox.take-back')}
              </Button>
              <Button size="xs" onClick={waiting.sendNow}>
                {t('outbox.send-now')}
              </Button>
            </Group>
          </div>
        ) : isAsking ? (
          <div className={classes['twice']} role="alert">
            <strong>{t(`twice.${command}`)}</strong>
            <Group justify="flex-end">
              <Button autoFocus variant="default" onClick={onClose} disabled={run.isPending}>
                {t(`twice.${command}-no`)}
              </Button>
              <Button type="submit" color="red" loading={run.isPending}>
                {t(`twice.${command}-yes`)}
              </Button>
            </Group>
          </div>
        ) : (
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose} disabled={run.isPending}>
              {t('common.cancel')}
            </Button>
            <Button
              type="submit"
              loading={run.isPending}
              disabled={!isPossible}
              color={shape.weight === 'danger' ? 'red' : undefined}
            >
              {t(`command.${command}`)}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}

import { Button, Group, Stack } from '@mantine/core';
import { getHotkeyHandler } from '@mantine/hooks';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '../../../lib/contract.js';
import { LIMITS } from '../../../lib/code-points.js';
import { useDraft } from '../../../lib/drafts.js';
import { useHeldAction } from '../../../lib/held-action.js';
import { useShortcuts } from '../../../lib/shortcuts.js';
import { useOpened } from '../../../lib/use-opened.js';
import { useWrite } from '../../../lib/use-write.js';
import { CountedTextarea } from '../../../ui/counted-textarea.js';
import { focusFirstFault, focusFirstField } from '../../../ui/first-fault.js';
import { FormNote } from '../../../ui/form-note.js';
import { HeldButtons } from '../../../ui/held-buttons.js';
import { AnswerEditor } from './answer-editor.js';
import { bodyOf, EMPTY_COMMAND, gapsOf, isEmptyCommand, type CommandDraft } from './command-draft.js';
import { COMMAND_SHAPES, type PlainCommand } from './command-shapes.js';
import { ExtensionLength, ExtensionVerdict } from './extension-fields.js';
import { DepartmentChoice } from './department-choice.js';
import { PublicationFields } from './publication-fields.js';
import { TicketChoice } from './ticket-choice.js';
import type { CommandInput, Sending } from './sending.js';
import { useNewsWords } from './use-news-words.js';
import classes from './command-panel.module.css';

/** What whoever writes to an anonymous author has to know. */
const TO_ANONYMOUS: Partial<Record<PlainCommand, string>> = {
  'ask-author': 'ticket.ask-anonymous',
  answer: 'ticket.write-anonymous',
  'amend-answer': 'ticket.write-anonymous',
  note: 'ticket.write-anonymous',
  'propose-refusal': 'ticket.write-anonymous',
};

interface CommandFormProps {
  ticket: Ticket;
  command: PlainCommand;
  sending: Sending;
  /** It may have become impossible under the hands of whoever writes; their text stays. */
  isPossible: boolean;
  /** Somebody opened it, rather than the page. */
  wasAskedFor: boolean;
  /** Hears whether it waits and can still be taken back. */
  onHeld: (isHeld: boolean) => void;
  onClose: () => void;
}

export function CommandForm({
  ticket,
  command,
  sending,
  isPossible,
  wasAskedFor,
  onHeld,
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
  const isHeld = waiting.held !== null;
  useEffect(() => {
    onHeld(isHeld);
    return () => onHeld(false);
  }, [isHeld, onHeld]);
  const [takenBack, setTakenBack] = useState(0);
  useEffect(() => {
    if (takenBack > 0) focusFirstField(form.current);
  }, [takenBack]);
  const takeBack = (): void => {
    waiting.takeBack();
    setTakenBack(takenBack + 1);
  };
  useShortcuts([
    [
      'Escape',
      () => {
        if (isHeld) takeBack();
        else if (!run.isPending) onClose();
      },
    ],
  ]);
  const opened = useOpened(ticket, !isEmptyCommand(draft));
  const news = useNewsWords(opened, ticket, sending);
  const gaps = gapsOf(ticket, command, draft);
  const errorOf = (field: string, key: string): string | null => (tried && gaps.has(field) ? t(key) : null);
  const send = (): void => {
    setTries(tries + 1);
    if (!isPossible || opened.isOlder || gaps.size > 0 || isHeld || run.isPending) return;
    if (shape.asksTwice && !isAsking) {
      setAsking(true);
      return;
    }
    const input = { command, version: opened.thing.version, body: bodyOf(command, draft) };
    if (shape.held && sending.holdsBack) waiting.hold(input);
    else run.mutate(input);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send();
  };
  const busy = isHeld || run.isPending;

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
              value={draft.into}
              error={errorOf('intoTicketId', 'form.choose-ticket')}
              onChange={(into) => change({ into })}
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
        <FormNote
          write={run}
          isOlder={isPossible && opened.isOlder && !isHeld}
          what={news}
          onMine={() => opened.take(ticket)}
        />
        {isPossible || run.isPending ? null : (
          <p role="alert" className={classes['hint']}>
            {t('ticket.not-possible-now')}
          </p>
        )}
        <div>
          <div className={isHeld ? classes['held'] : undefined}>
            {/* There before its words, or they would not be read out. */}
            <strong role="status">
              {isHeld ? (
                <>
                  {t('outbox.held')}{' '}
                  <span aria-hidden="true">{t('outbox.seconds', { count: waiting.secondsLeft })}</span>
                </>
              ) : null}
            </strong>
            {isHeld ? <HeldButtons size="xs" onTakeBack={takeBack} onSendNow={waiting.sendNow} /> : null}
          </div>
          {isHeld ? null : isAsking ? (
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
        </div>
      </Stack>
    </form>
  );
}

import { Button, Stack, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Command, Ticket } from '../../../lib/contract.js';
import { useHasDraft } from '../../../lib/drafts.js';
import { useShortcuts } from '../../../lib/shortcuts.js';
import { CommandForm } from './command-form.js';
import { COMMAND_SHAPES, type PlainCommand } from './command-shapes.js';
import type { Sending } from './sending.js';
import { VerdictForm } from './verdict-form.js';
import classes from './command-panel.module.css';

/** The id of the heading above the panel. */
export const ACTIONS_HEADING = 'ticket-actions';

function isPossible(ticket: Ticket, command: Command): boolean {
  return ticket.actions.includes(command);
}

interface CommandPanelProps {
  ticket: Ticket;
  sending: Sending;
  /** A command that the way here asked for, such as the `r` of a list. */
  asked: string | undefined;
}

/** Only what is possible now, each with its form. */
export function CommandPanel({ ticket, sending, asked }: CommandPanelProps) {
  const { t } = useTranslation();
  const possible = (Object.keys(COMMAND_SHAPES) as PlainCommand[]).filter((command) =>
    isPossible(ticket, command),
  );
  const hasDraft = useHasDraft(sending.draftPlace);
  const askedFor = (): PlainCommand | undefined =>
    (Object.keys(COMMAND_SHAPES) as PlainCommand[]).find(
      (command) =>
        command === asked && (possible.includes(command) || hasDraft(`${sending.draftsUnder}.${command}`)),
    );
  const [open, setOpen] = useState<PlainCommand | null>(
    () => askedFor() ?? (ticket.awaitingAuthor && possible.includes('reply') ? 'reply' : null),
  );
  const [wasAskedFor, setAskedFor] = useState(asked !== undefined);
  const openNow = (command: PlainCommand): void => {
    setAskedFor(true);
    setOpen(command);
  };
  const [lastAsked, setLastAsked] = useState(asked);
  if (asked !== lastAsked) {
    setLastAsked(asked);
    const command = askedFor();
    if (command) openNow(command);
  }
  const [isHeld, setHeld] = useState(false);
  const openIfPossible = (command: PlainCommand) => () => {
    // Opening another form would send at once what can still be taken back.
    if (!isHeld && possible.includes(command)) openNow(command);
  };
  const panel = useRef<HTMLDivElement>(null);
  const close = (): void => {
    const focused = document.activeElement;
    // The form goes away with the focus in it; whoever has gone on elsewhere stays there.
    if (focused === document.body || panel.current?.contains(focused))
      document.getElementById(ACTIONS_HEADING)?.focus({ preventScroll: true });
    setOpen(null);
  };
  useShortcuts([
    ['r', openIfPossible('answer')],
    ['t', openIfPossible('transfer')],
  ]);
  const judges = isPossible(ticket, 'confirm') || isPossible(ticket, 'reject');

  if (open === null && possible.length === 0 && !judges) {
    return (
      <p className={classes['nothing']}>
        <IconCircleCheck size={18} aria-hidden /> {t('ticket.nothing-to-do')}
      </p>
    );
  }
  return (
    <Stack gap="md" ref={panel}>
      {judges && open === null ? <VerdictForm ticket={ticket} sending={sending} onDone={close} /> : null}
      {open === null ? (
        <div className={classes['buttons']}>
          {judges ? <Text size="sm">{t('ticket.or')}</Text> : null}
          {possible.map((command) => {
            const { icon: Icon, weight } = COMMAND_SHAPES[command];
            return (
              <Button
                key={command}
                fullWidth
                justify="flex-start"
                variant={weight === 'primary' && !judges ? 'filled' : 'default'}
                className={weight === 'danger' ? classes['danger'] : undefined}
                leftSection={<Icon size={17} aria-hidden />}
                onClick={() => openNow(command)}
              >
                {t(`command.${command}`)}
              </Button>
            );
          })}
        </div>
      ) : (
        <CommandForm
          key={open}
          ticket={ticket}
          command={open}
          isPossible={possible.includes(open)}
          sending={sending}
          wasAskedFor={wasAskedFor}
          onHeld={setHeld}
          onClose={close}
        />
      )}
    </Stack>
  );
}

import { Button, Group } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import type { MouseEvent, ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { focusFirstField, focusLastButton } from './first-fault.js';
import classes from './problem-note.module.css';

interface NewerNoteProps {
  /** Says it in other words than "something has changed". */
  what?: string;
  onSeen: () => void;
}

/** It may come while its place is out of sight. */
const intoView = (note: HTMLElement | null): void => note?.scrollIntoView({ block: 'nearest' });

function Note({ what, children }: { what: string; children: ReactNode }) {
  return (
    <div ref={intoView} role="alert" className={classes['note']} data-mild="true">
      <IconUsers size={20} aria-hidden />
      <div className={classes['words']}>
        <strong>{what}</strong>
        {children}
      </div>
    </div>
  );
}

/** The note goes away with the pressed button in it, and the focus goes on in what it stood in. */
const chosen =
  (choice: () => void, goOn: (form: HTMLElement | null) => void) =>
  ({ currentTarget }: MouseEvent): void => {
    const around = ['form', '[role=dialog]', 'main'].map((place) =>
      currentTarget.closest<HTMLElement>(place),
    );
    flushSync(choice);
    goOn(around.find((place) => place?.isConnected) ?? null);
  };

/** What a form is about has changed since it was opened, which can be seen on the page; what is typed stays. */
export function NewerNote({ what, onSeen }: NewerNoteProps) {
  const { t } = useTranslation();
  return (
    <Note what={what ?? t('newer.changed')}>
      <Button size="xs" variant="default" onClick={chosen(onSeen, focusLastButton)}>
        {t('newer.seen')}
      </Button>
    </Note>
  );
}

/** Somebody has saved another version of what is edited here: one of the two goes, and it is said which. */
export function NewerVersionNote({ onTheirs, onMine }: { onTheirs: () => void; onMine: () => void }) {
  const { t } = useTranslation();
  return (
    <Note what={t('newer.saved')}>
      <Group gap="xs">
        <Button size="xs" variant="default" onClick={chosen(onTheirs, focusFirstField)}>
          {t('newer.take')}
        </Button>
        <Button size="xs" variant="default" onClick={chosen(onMine, focusLastButton)}>
          {t('newer.keep')}
        </Button>
      </Group>
    </Note>
  );
}

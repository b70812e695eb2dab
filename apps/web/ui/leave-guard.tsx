import { Button, Group, Modal } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { createContext, use, useLayoutEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** Ways out that nobody is asked about: there the session ends, and everything is wiped. */
export const DOORS: readonly string[] = ['/sign-in', '/password'];

interface UnsavedQuestionProps {
  words: 'leave' | 'discard' | 'wipe';
  opened: boolean;
  onStay: () => void;
  onLeave: () => void;
}

/** Before what was typed is lost. */
export function UnsavedQuestion({ words, opened, onStay, onLeave }: UnsavedQuestionProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onStay} title={t(`loss.${words}.title`)} withCloseButton={false}>
      <p>{t(`loss.${words}.what`)}</p>
      <Group justify="flex-end">
        <Button variant="default" onClick={onLeave}>
          {t(`loss.${words}.go`)}
        </Button>
        <Button data-autofocus onClick={onStay}>
          {t(`loss.${words}.stay`)}
        </Button>
      </Group>
    </Modal>
  );
}

export const NOTHING_UNSAVED = { isChanged: false, isAsking: false };

/** Tells the dialog around a form how it stands. */
export const DialogAround = createContext<(form: typeof NOTHING_UNSAVED) => void>(() => undefined);

/** Asks whoever has changed something that is kept nowhere before they leave the page, also for the same page about something else, or close its dialog. */
export function LeaveGuard({ isChanged }: { isChanged: boolean }) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) =>
      !DOORS.includes(next.pathname) &&
      (current.pathname !== next.pathname || JSON.stringify(current.search) !== JSON.stringify(next.search)),
    disabled: !isChanged,
    enableBeforeUnload: isChanged,
    withResolver: true,
  });
  const isAsking = blocker.status === 'blocked';
  const tell = use(DialogAround);
  // Before the next key: an Escape right after the first letter is asked about, too.
  useLayoutEffect(() => {
    tell({ isChanged, isAsking });
    return () => tell(NOTHING_UNSAVED);
  }, [tell, isChanged, isAsking]);
  return (
    <UnsavedQuestion
      words="leave"
      opened={isAsking}
      onStay={() => blocker.reset?.()}
      onLeave={() => blocker.proceed?.()}
    />
  );
}

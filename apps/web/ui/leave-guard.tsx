import { Button, Group, Modal } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useId } from 'react';
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
  // Over another dialog it takes its turn, so that Escape closes one of the two.
  const id = useId();
  return (
    <Modal
      opened={opened}
      onClose={onStay}
      title={t(`loss.${words}.title`)}
      withCloseButton={false}
      stackId={id}
    >
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

/** Asks whoever has changed something that is kept nowhere before they leave the page, also for the same page about something else. */
export function LeaveGuard({ isChanged }: { isChanged: boolean }) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) =>
      !DOORS.includes(next.pathname) &&
      (current.pathname !== next.pathname || JSON.stringify(current.search) !== JSON.stringify(next.search)),
    disabled: !isChanged,
    enableBeforeUnload: isChanged,
    withResolver: true,
  });
  return (
    <UnsavedQuestion
      words="leave"
      opened={blocker.status === 'blocked'}
      onStay={() => blocker.reset?.()}
      onLeave={() => blocker.proceed?.()}
    />
  );
}

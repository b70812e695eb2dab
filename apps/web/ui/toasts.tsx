import { notifications } from '@mantine/notifications';
import { IconAlertCircle, IconCheck } from '@tabler/icons-react';
import i18next from 'i18next';
import type { ReactNode } from 'react';

const closing = () => ({ 'aria-label': i18next.t('common.close') });

export function sayDone(message: ReactNode, title?: string): void {
  notifications.show({
    title,
    message,
    color: 'jade',
    closeButtonProps: closing(),
    icon: <IconCheck size={18} aria-hidden />,
  });
}

const TROUBLE_MILLIS = { 'a glance': 12_000, 'a minute': 60_000 };

/** @param shownFor a minute when nothing else on the screen tells of it */
export function sayTrouble(
  message: ReactNode,
  title?: string,
  shownFor: keyof typeof TROUBLE_MILLIS = 'a glance',
): void {
  notifications.show({
    title,
    message,
    color: 'red',
    autoClose: TROUBLE_MILLIS[shownFor],
    closeButtonProps: closing(),
    icon: <IconAlertCircle size={18} aria-hidden />,
  });
}

/** What was said to one person is not left standing for the next. */
export function clearToasts(): void {
  notifications.clean();
}

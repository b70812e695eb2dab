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

export function sayTrouble(message: ReactNode, title?: string): void {
  notifications.show({
    title,
    message,
    color: 'red',
    autoClose: 12_000,
    closeButtonProps: closing(),
    icon: <IconAlertCircle size={18} aria-hidden />,
  });
}

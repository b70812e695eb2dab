import { notifications } from '@mantine/notifications';
import { IconAlertCircle, IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';

export function sayDone(message: ReactNode, title?: string): void {
  notifications.show({ title, message, color: 'jade', icon: <IconCheck size={18} aria-hidden /> });
}

export function sayTrouble(message: ReactNode, title?: string): void {
  notifications.show({
    title,
    message,
    color: 'red',
    autoClose: 12_000,
    icon: <IconAlertCircle size={18} aria-hidden />,
  });
}

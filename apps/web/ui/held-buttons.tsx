import { Button, Group } from '@mantine/core';
import { IconArrowBackUp, IconSend } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

interface HeldButtonsProps {
  size: 'xs' | 'sm';
  onTakeBack: () => void;
  onSendNow: () => void;
}

/** For what waits to be sent. There are ten seconds to reach them, so whoever uses the keyboard is brought here. */
export function HeldButtons({ size, onTakeBack, onSendNow }: HeldButtonsProps) {
  const { t } = useTranslation();
  return (
    <Group gap="xs">
      <Button
        autoFocus
        variant="default"
        size={size}
        leftSection={<IconArrowBackUp size={16} aria-hidden />}
        onClick={onTakeBack}
      >
        {t('outbox.take-back')}
      </Button>
      <Button size={size} leftSection={<IconSend size={16} aria-hidden />} onClick={onSendNow}>
        {t('outbox.send-now')}
      </Button>
    </Group>
  );
}

import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface LeaveQuestionProps {
  opened: boolean;
  onStay: () => void;
  onWipe: () => void;
}

/** Before somebody leaves what is kept nowhere. */
export function LeaveQuestion({ opened, onStay, onWipe }: LeaveQuestionProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onStay} title={t('anonymous.leave.title')} withCloseButton={false}>
      <Text>{t('anonymous.leave.what')}</Text>
      <Group mt="lg" justify="flex-end">
        <Button variant="default" color="gray" onClick={onWipe}>
          {t('anonymous.leave.wipe')}
        </Button>
        <Button data-autofocus onClick={onStay}>
          {t('anonymous.leave.stay')}
        </Button>
      </Group>
    </Modal>
  );
}

import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface AbsenceQuestionProps {
  /** Null as long as there is no hurry. */
  secondsLeft: number | null;
  /** What happens then. */
  what: string;
  onForget: () => void;
}

/** Any sign of life answers it. */
export function AbsenceQuestion({ secondsLeft, what, onForget }: AbsenceQuestionProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={secondsLeft !== null}
      onClose={() => undefined}
      title={t('idle.title')}
      withCloseButton={false}
    >
      <Text>{what}</Text>
      <Group mt="lg" justify="flex-end">
        <Button variant="default" onClick={onForget}>
          {t('receipt.forget-now')}
        </Button>
        <Button data-autofocus>{t('idle.stay')}</Button>
      </Group>
    </Modal>
  );
}

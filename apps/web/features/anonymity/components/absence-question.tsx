import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface AbsenceQuestionProps {
  /** Null as long as there is no hurry. */
  secondsLeft: number | null;
  /** What happens then. */
  what: string;
  /** What whoever does not want to wait for it says. */
  forget: string;
  onForget: () => void;
}

/** Any sign of life answers it. */
export function AbsenceQuestion({ secondsLeft, what, forget, onForget }: AbsenceQuestionProps) {
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
          {forget}
        </Button>
        <Button data-autofocus>{t('idle.stay')}</Button>
      </Group>
    </Modal>
  );
}

import { Button, CopyButton, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './administration.module.css';

interface InitialPasswordProps {
  name: string;
  password: string | null;
  onClose: () => void;
}

/** Shown once; it is not stored in a readable form anywhere. */
export function InitialPassword({ name, password, onClose }: InitialPasswordProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={password !== null}
      onClose={onClose}
      title={t('people.initial-password')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack>
        <Text>{t('people.initial-password-what', { name })}</Text>
        <code className={classes['password']}>{password}</code>
        <Group justify="flex-end">
          <CopyButton value={password ?? ''}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? t('common.copied') : t('common.copy')}
              </Button>
            )}
          </CopyButton>
          <Button onClick={onClose}>{t('common.close')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

import { Button, Group, Loader } from '@mantine/core';
import { IconArrowBackUp, IconSend } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useOutbox } from '../../lib/outbox.js';
import classes from './shell.module.css';

/** What is about to be sent, on every page, until the server has it. */
export function OutboxBar() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { state, sendNow, takeBack, retry } = useOutbox();
  if (state.name === 'empty') return null;
  if (state.name === 'held') {
    return (
      <div className={classes['outbox']} role="status">
        <div className={classes['outboxText']}>
          <strong>
            {t('outbox.held')}{' '}
            <span aria-hidden="true">{t('outbox.seconds', { count: state.secondsLeft })}</span>
          </strong>
          <span>{state.label}</span>
        </div>
        <Group gap="xs">
          <Button
            variant="default"
            size="sm"
            leftSection={<IconArrowBackUp size={16} aria-hidden />}
            onClick={() => {
              takeBack();
              void navigate({ to: '/write' });
            }}
          >
            {t('outbox.take-back')}
          </Button>
          <Button size="sm" leftSection={<IconSend size={16} aria-hidden />} onClick={sendNow}>
            {t('outbox.send-now')}
          </Button>
        </Group>
      </div>
    );
  }
  return (
    <div className={classes['outbox']} role="status">
      <Loader size="sm" aria-hidden />
      <div className={classes['outboxText']}>
        <strong>{state.attempts > 1 ? t('outbox.not-yet') : t('outbox.sending')}</strong>
        <span>{state.label}</span>
      </div>
      {state.attempts > 1 ? (
        <Button variant="default" size="sm" onClick={retry}>
          {t('common.try-again')}
        </Button>
      ) : null}
    </div>
  );
}

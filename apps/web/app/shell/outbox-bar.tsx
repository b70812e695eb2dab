import { Button, Loader } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useOutbox } from '../../lib/outbox.js';
import { HeldButtons } from '../../ui/held-buttons.js';
import classes from './shell.module.css';

/** What is about to be sent, on every page, until the server has it. */
export function OutboxBar() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { state, sendNow, takeBack, retry } = useOutbox();
  const isLate = state.name === 'sending' && state.attempts > 1;
  return (
    <div className={state.name === 'empty' ? undefined : classes['outbox']}>
      {state.name === 'sending' ? <Loader size="sm" aria-hidden /> : null}
      {/* There before its words, or they would not be read out. */}
      <div className={classes['outboxText']} role="status">
        {state.name === 'empty' ? null : (
          <>
            {state.name === 'held' ? (
              <strong>
                {t('outbox.held')}{' '}
                <span aria-hidden="true">{t('outbox.seconds', { count: state.secondsLeft })}</span>
              </strong>
            ) : (
              <strong>{isLate ? t('outbox.not-yet') : t('outbox.sending')}</strong>
            )}
            <span>{state.label}</span>
          </>
        )}
      </div>
      {state.name === 'held' ? (
        <HeldButtons
          size="sm"
          onTakeBack={() => {
            takeBack();
            void navigate({ to: '/write' });
          }}
          onSendNow={sendNow}
        />
      ) : null}
      {isLate ? (
        <Button variant="default" size="sm" onClick={retry}>
          {t('common.try-again')}
        </Button>
      ) : null}
    </div>
  );
}

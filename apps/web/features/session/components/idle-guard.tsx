import { Button, Group, Modal, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nowMillis } from '../../../lib/browser-clock.js';
import { readMeAgain, useSignedIn } from '../../../lib/me.js';
import { hearOtherTabs, tellOtherTabs } from '../../../lib/other-tabs.js';
import { SIGNS_OF_LIFE } from '../../../lib/presence.js';
import { useSignOut } from './use-sign-out.js';

const WARNING_SECONDS = 60;

/**
 * Signs an abandoned session out, with a warning a minute before. Tabs of one browser tell each other that somebody
 * is there; the server hears it now and then, because typing alone sends no request.
 */
export function IdleGuard() {
  const { t } = useTranslation();
  const { id, idleSeconds } = useSignedIn();
  const client = useQueryClient();
  const signOut = useSignOut();
  const lastSeen = useRef(nowMillis());
  const leaving = useRef(signOut);
  const [secondsLeft, setSecondsLeft] = useState<number | null>(null);
  useEffect(() => {
    leaving.current = signOut;
  });

  useEffect(() => {
    let lastPing = nowMillis();
    let lastShout = 0;
    lastSeen.current = nowMillis();
    const seen = (): void => {
      lastSeen.current = nowMillis();
    };
    const alive = (): void => {
      seen();
      if (lastSeen.current - lastShout > 5000) {
        lastShout = lastSeen.current;
        tellOtherTabs(id);
      }
      if (lastSeen.current - lastPing > Math.min(idleSeconds * 300, 300_000)) {
        lastPing = lastSeen.current;
        // Losing one sign of life costs nothing.
        void readMeAgain(client);
      }
    };
    const endHearing = hearOtherTabs((personId) => {
      if (personId === id) seen();
    });
    for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, alive, { passive: true });
    const timer = setInterval(() => {
      const left = Math.ceil(idleSeconds - (nowMillis() - lastSeen.current) / 1000);
      setSecondsLeft(left <= WARNING_SECONDS ? Math.max(left, 0) : null);
      // As long as it takes: it may have failed because somebody came back at the last moment.
      if (left <= 0 && !leaving.current.isPending) leaving.current.mutate('abandoned');
    }, 1000);
    return () => {
      clearInterval(timer);
      endHearing();
      for (const sign of SIGNS_OF_LIFE) window.removeEventListener(sign, alive);
    };
  }, [client, id, idleSeconds]);

  const isOver = secondsLeft === 0;
  return (
    <Modal
      opened={secondsLeft !== null}
      onClose={() => setSecondsLeft(null)}
      title={t('idle.title')}
      withCloseButton={false}
      closeOnEscape={!isOver}
      closeOnClickOutside={!isOver}
      // What is on the page is hidden at once, however long the way to the server takes.
      overlayProps={isOver ? { backgroundOpacity: 1, color: 'var(--mantine-color-body)' } : undefined}
    >
      <Text>{isOver ? t('idle.over') : t('idle.what', { count: secondsLeft ?? 0 })}</Text>
      {isOver ? null : (
        <Group mt="lg" justify="flex-end">
          <Button variant="default" onClick={() => signOut.mutate('here')}>
            {t('session.sign-out')}
          </Button>
          <Button data-autofocus onClick={() => setSecondsLeft(null)}>
            {t('idle.stay')}
          </Button>
        </Group>
      )}
    </Modal>
  );
}

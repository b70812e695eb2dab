import { useQuery } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { departmentsQuery } from '../../../lib/directory.js';
import { useMe } from '../../../lib/me.js';
import { sayTrouble } from '../../../ui/toasts.js';
import { loadForEverybody } from '../everybody-loads.js';
import { anonymity } from '../worker/anonymity.js';

/** The first page goes first. */
const LATEST_MS = 5_000;

function whenIdle(work: () => void): () => void {
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(work, LATEST_MS);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(work, { timeout: LATEST_MS });
  return () => cancelIdleCallback(handle);
}

/** The browser asks before a tab is closed, because what waits in it would be lost. */
function askFirst(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

/** Part of every page as long as somebody is signed in, for everyone alike; shows nothing but an alarm about the keys. */
export function AnonymityWatch() {
  const { t } = useTranslation();
  const me = useMe();
  const personId = me === null || me.mustChangePassword ? null : me.id;
  const { token, waiting } = useSyncExternalStore(anonymity.subscribe, anonymity.getSnapshot);
  // An author's page names departments and asks for nothing, so every browser has the names.
  useQuery({ ...departmentsQuery, enabled: personId !== null });
  useEffect(() => {
    if (personId === null) return;
    const forget = whenIdle(() => {
      anonymity.start();
      // What could not be loaded now is loaded when it is looked at.
      loadForEverybody().catch(() => undefined);
    });
    return () => {
      forget();
      void anonymity.end();
    };
  }, [personId]);
  const alarm = token.state === 'alarm' ? token.code : null;
  useEffect(() => {
    if (alarm !== null) sayTrouble(t(`anonymity.alarm.${alarm}`), t('anonymity.alarm-title'));
  }, [alarm, t]);
  const hasWaiting = waiting.length > 0;
  useEffect(() => {
    if (!hasWaiting) return;
    window.addEventListener('beforeunload', askFirst);
    return () => window.removeEventListener('beforeunload', askFirst);
  }, [hasWaiting]);
  return null;
}

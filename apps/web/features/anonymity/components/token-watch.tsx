import { useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../lib/me.js';
import { sayTrouble } from '../../../ui/toasts.js';
import { tokenKeeper } from '../worker/browser-token-keeper.js';

const LOOK_EVERY_MS = 10 * 60_000;
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

/** Part of every page as long as somebody is signed in, for everyone alike; shows nothing but an alarm about the keys. */
export function TokenWatch() {
  const { t } = useTranslation();
  const me = useMe();
  const personId = me === null || me.mustChangePassword ? null : me.id;
  const state = useSyncExternalStore(
    (listener) => tokenKeeper.subscribe(listener),
    () => tokenKeeper.state,
  );
  useEffect(() => {
    if (personId === null) return;
    const look = (): void => tokenKeeper.look();
    const forget = whenIdle(look);
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => {
      forget();
      clearInterval(timer);
      tokenKeeper.wipe();
    };
  }, [personId]);
  const alarm = state.state === 'alarm' ? state.code : null;
  useEffect(() => {
    if (alarm !== null) sayTrouble(t(`anonymity.alarm.${alarm}`), t('anonymity.alarm-title'));
  }, [alarm, t]);
  return null;
}

import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Waiting } from '../../../ui/reading.js';
import { anonymity } from '../worker/anonymity.js';
import { KeyNotice } from './key-notice.js';

/** The very log with which this browser gets its tokens and seals its envelopes. Looking at it sends nothing. */
export function OwnKeys() {
  const { t } = useTranslation();
  const { keys, token } = useSyncExternalStore(anonymity.subscribe, anonymity.getSnapshot);
  const alarm = token.state === 'alarm' ? token.code : null;
  if (keys !== null || alarm !== null) return <KeyNotice judged={{ notice: keys, alarm }} isOwn />;
  return token.state === 'waiting' ? <Waiting /> : <p>{t('anonymity.not-read')}</p>;
}

import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { answerTimesQuery, departmentsQuery, scopesQuery } from '../../../lib/directory.js';
import { useMe } from '../../../lib/me.js';
import { useAbsence } from '../../../lib/use-absence.js';
import { useHiddenTooLong } from '../../../lib/use-hidden-too-long.js';
import { whenIdle } from '../../../lib/when-idle.js';
import { sayTrouble } from '../../../ui/toasts.js';
import { anonymity } from '../worker/anonymity.js';
import { absenceSecondsOf, HIDDEN_MINUTES } from './absence.js';

/** The browser asks before a tab is closed, because what waits in it would be lost. */
function askFirst(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

/** Part of every page as long as somebody is signed in, for everyone alike; shows nothing but what went wrong. */
export function AnonymityWatch({ loadForEverybody }: { loadForEverybody: () => Promise<void> }) {
  const { t } = useTranslation();
  const me = useMe();
  const personId = me === null || me.mustChangePassword ? null : me.id;
  const { token, waiting, sent } = useSyncExternalStore(anonymity.subscribe, anonymity.getSnapshot);
  // Whoever writes or reads an author's page asks for nothing, so every browser has what they need.
  const enabled = personId !== null;
  useQueries({
    queries: [
      { ...departmentsQuery, enabled },
      { ...scopesQuery, enabled },
      { ...answerTimesQuery, enabled },
    ],
  });
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
  }, [personId, loadForEverybody]);
  const isShowing = sent.length > 0 || waiting.some((one) => !one.isConcealed);
  const conceal = (): void => {
    if (isShowing) anonymity.conceal().catch(() => undefined);
  };
  useAbsence(absenceSecondsOf(me), conceal);
  useHiddenTooLong(HIDDEN_MINUTES * 60_000, conceal);
  const alarm = token.state === 'alarm' ? token.code : null;
  useEffect(() => {
    if (alarm !== null) sayTrouble(t(`anonymity.alarm.${alarm}`), t('anonymity.alarm-title'));
  }, [alarm, t]);
  const told = useRef(new Set<number>());
  useEffect(() => {
    if (sent.length === 0) told.current.clear();
    for (const { id, type, outcome } of sent) {
      if (outcome.status === 'accepted' || told.current.has(id) || anonymity.isLeaving) continue;
      told.current.add(id);
      // It may come while somebody else looks at the screen, so it does not say what it is about.
      sayTrouble(
        <>
          {t('anonymous.not-arrived')}{' '}
          <Link to={type === 'ticket' ? '/write' : '/tickets'}>{t('anonymous.look')}</Link>
        </>,
      );
    }
  }, [sent, t]);
  const hasWaiting = waiting.length > 0;
  useEffect(() => {
    if (!hasWaiting) return;
    window.addEventListener('beforeunload', askFirst);
    return () => window.removeEventListener('beforeunload', askFirst);
  }, [hasWaiting]);
  return null;
}

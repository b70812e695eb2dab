import { Button, Group } from '@mantine/core';
import { IconCalendarEvent, IconHourglass, IconMailShare, IconTicket, type Icon } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { nowMillis } from '../../../lib/browser-clock.js';
import { useInstants } from '../../../lib/instants.js';
import type { AnonymityState } from '../client/messages.js';
import { nextRelease } from '../protocol/next-release.js';
import classes from './delivery.module.css';

/** When something is released that leaves at a time, in words. */
export function useReleaseWords(): (state: AnonymityState, leavesBy: number | undefined) => string {
  const { t, i18n } = useTranslation();
  const words = useInstants();
  return ({ conditions }, leavesBy = nowMillis()) => {
    if (conditions === null) return '';
    const { release } = conditions;
    if (release.daily === null) return t('anonymous.release.demo', { count: release.everySeconds ?? 0 });
    const moment = words.moment(new Date(nextRelease(release, leavesBy)).toISOString());
    const people = new Intl.NumberFormat(i18n.language).format(release.leastEmployees);
    return t('anonymous.release.daily', { moment, people });
  };
}

function Step({ icon: StepIcon, title, children }: { icon: Icon; title: string; children: string }) {
  return (
    <li>
      <StepIcon size={20} stroke={1.8} aria-hidden />
      <div>
        <strong>{title}</strong>
        <p>{children}</p>
      </div>
    </li>
  );
}

interface HandedOverPanelProps {
  state: AnonymityState;
  onAgain: () => void;
}

/** What happens now with what was written, and what its author does next. */
export function HandedOverPanel({ state, onAgain }: HandedOverPanelProps) {
  const { t } = useTranslation();
  const words = useInstants();
  const releaseOf = useReleaseWords();
  const waiting = state.waiting.findLast(({ type }) => type === 'ticket');
  const leavesBy = waiting?.leavesBy;
  const leaves = (by: number): string => {
    const key = waiting === state.waiting[0] ? 'anonymous.next.leaves-what' : 'steps.waits-longer';
    return t(key, { moment: words.moment(new Date(by).toISOString()) });
  };
  return (
    <section className={classes['panel']} aria-labelledby="handed-heading">
      <h2 id="handed-heading">{t('anonymous.next.title')}</h2>
      <p className={classes['lead']}>
        {t(leavesBy === undefined ? 'anonymous.next.lead-left' : 'anonymous.next.lead')}
      </p>
      <ol className={classes['steps']}>
        <Step icon={IconMailShare} title={t('anonymous.next.leaves')}>
          {leavesBy === undefined ? t('anonymous.next.left-what') : leaves(leavesBy)}
        </Step>
        <Step icon={IconHourglass} title={t('anonymous.next.released')}>
          {releaseOf(state, leavesBy)}
        </Step>
        <Step icon={IconCalendarEvent} title={t('anonymous.next.clock')}>
          {t('anonymous.next.clock-what')}
        </Step>
        <Step icon={IconTicket} title={t('anonymous.next.come-back')}>
          {t('anonymous.next.come-back-what', { place: t('shell.mine'), button: t('receipt.have') })}
        </Step>
      </ol>
      <Group justify="flex-end">
        <Button variant="default" onClick={onAgain}>
          {t('anonymous.next.named')}
        </Button>
        <Button component={Link} to="/">
          {t('shell.home')}
        </Button>
      </Group>
    </section>
  );
}

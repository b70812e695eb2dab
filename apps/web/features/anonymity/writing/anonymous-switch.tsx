import { Switch } from '@mantine/core';
import { IconCheck, IconEyeOff, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AnonymityState, TokenState } from '../client/messages.js';
import classes from './anonymous.module.css';
import { CrowdMeter } from './crowd-meter.js';

const PROTECTED = ['name', 'records', 'together'] as const;
const UNPROTECTED = ['text', 'screen', 'servers'] as const;

function Points({ of, isKept }: { of: readonly string[]; isKept: boolean }) {
  const { t } = useTranslation();
  const Icon = isKept ? IconCheck : IconX;
  return (
    <div>
      <h2>{t(isKept ? 'anonymous.protected' : 'anonymous.unprotected')}</h2>
      <ul className={classes[isKept ? 'yes' : 'no']}>
        {of.map((point) => (
          <li key={point}>
            <Icon size={16} stroke={2.2} aria-hidden />
            <span>{t(`anonymous.point.${point}`)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Why nothing can be written anonymously now, and when it can; null when it can. */
export function useNoTokenReason(): (token: TokenState) => string | null {
  const { t } = useTranslation();
  return (token) => {
    switch (token.state) {
      case 'ready':
        return null;
      case 'waiting':
        return t('anonymous.none.waiting');
      case 'too-old':
        return t('anonymous.none.too-old');
      case 'alarm':
        return t(`anonymity.alarm.${token.code}`);
      case 'none':
        return t(`anonymous.none.${token.reason}`);
    }
  };
}

interface AnonymousSwitchProps {
  isOn: boolean;
  state: AnonymityState;
  disabled: boolean;
  onChange: (isOn: boolean) => void;
}

/** Named or anonymous, with what that protects against and what not. */
export function AnonymousSwitch({ isOn, state, disabled, onChange }: AnonymousSwitchProps) {
  const { t } = useTranslation();
  const reason = useNoTokenReason()(state.token);
  return (
    <section className={classes['switch']} data-on={isOn} aria-label={t('anonymous.switch')}>
      <IconEyeOff size={22} stroke={1.8} aria-hidden />
      <div className={classes['switchWords']}>
        <div className={classes['head']}>
          <Switch
            label={t('anonymous.switch')}
            description={isOn ? null : t('anonymous.switch-what')}
            checked={isOn}
            disabled={disabled || (!isOn && reason !== null)}
            onChange={(event) => onChange(event.currentTarget.checked)}
          />
          <Link to="/anonymity" preload={false}>
            {t('anonymous.more')}
          </Link>
        </div>
        {reason === null ? null : (
          <p className={classes['reason']} role="status">
            {reason}
          </p>
        )}
        {isOn ? (
          <div className={classes['protection']}>
            <Points of={PROTECTED} isKept />
            <Points of={UNPROTECTED} isKept={false} />
            <CrowdMeter conditions={state.conditions} />
          </div>
        ) : null}
      </div>
    </section>
  );
}

import { NativeSelect, NumberInput } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './policy.module.css';

type Unit = 'days' | 'hours' | 'minutes';
const UNITS: readonly Unit[] = ['days', 'hours', 'minutes'];

interface WorkingTimeFieldProps {
  label: string;
  /** Working minutes. */
  value: number;
  dayMinutes: number;
  error?: string | null;
  onChange: (minutes: number) => void;
}

/** The largest unit in which the time is a whole or a half. */
function unitOf(minutes: number, dayMinutes: number): Unit {
  if (minutes >= dayMinutes && (2 * minutes) % dayMinutes === 0) return 'days';
  return minutes >= 60 && minutes % 30 === 0 ? 'hours' : 'minutes';
}

/** A working time as people say it: a number and a unit. */
export function WorkingTimeField({ label, value, dayMinutes, error, onChange }: WorkingTimeFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  const [unit, setUnit] = useState(() => unitOf(value, dayMinutes));
  const minutesOf = (one: Unit): number => (one === 'days' ? dayMinutes : one === 'hours' ? 60 : 1);
  const inMinutes = (amount: number, of: Unit): number => Number((amount * minutesOf(of)).toFixed(4));
  const amount = Number((value / minutesOf(unit)).toFixed(4));
  return (
    <div className={classes['time']}>
      <NumberInput
        id={id}
        label={label}
        value={amount}
        error={error}
        min={0}
        decimalScale={4}
        hideControls
        className={classes['amount']}
        onChange={(typed) => onChange(typeof typed === 'number' ? inMinutes(typed, unit) : 0)}
      />
      <NativeSelect
        aria-label={t('policy.unit-of', { label })}
        className={classes['unit']}
        value={unit}
        data={UNITS.map((one) => ({ value: one, label: t(`policy.unit-${one}`) }))}
        onChange={(event) => {
          const next = UNITS.find((one) => one === event.currentTarget.value) ?? 'days';
          setUnit(next);
          onChange(inMinutes(amount, next));
        }}
      />
    </div>
  );
}

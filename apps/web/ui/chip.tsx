import type { ComponentType, ReactNode } from 'react';
import classes from './chip.module.css';

export type Tone = 'wait' | 'late' | 'info' | 'lead' | 'done' | 'quiet';
export type IconPart = ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: boolean }>;

/** A state in words, icon and colour together. */
export function Chip({ tone, icon: Icon, children }: { tone: Tone; icon?: IconPart; children: ReactNode }) {
  return (
    <span className={`${classes['chip']} ${classes[tone]}`}>
      {Icon ? <Icon size={14} stroke={2} aria-hidden /> : null}
      {children}
    </span>
  );
}

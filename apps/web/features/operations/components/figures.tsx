import type { ReactNode } from 'react';
import classes from './operations.module.css';

/** A number, what it is called and what it means. */
export function Figure({
  label,
  why,
  trouble = false,
  children,
}: {
  label: string;
  why: string;
  trouble?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={classes['figure']} data-trouble={trouble}>
      <dt>{label}</dt>
      <dd className={classes['value']}>{children}</dd>
      <dd className={classes['why']}>{why}</dd>
    </div>
  );
}

export function Figures({ children }: { children: ReactNode }) {
  return <dl className={classes['figures']}>{children}</dl>;
}

import { useEffect, useId, type ReactNode } from 'react';
import classes from './page.module.css';
import { usePageFocus } from './use-page-focus.js';

interface PageProps {
  title: string;
  /** Of the window, which browsers write down; the page's own when not given. */
  windowTitle?: string;
  lead?: ReactNode;
  actions?: ReactNode;
  above?: ReactNode;
  narrow?: boolean;
  children: ReactNode;
}

/** One page: its only h1, the title of the window, and what can be done here. */
export function Page({
  title,
  windowTitle = title,
  lead,
  actions,
  above,
  narrow = false,
  children,
}: PageProps) {
  const { page, heading } = usePageFocus();
  useEffect(() => {
    document.title = `${windowTitle} · Huiyin 回音`;
  }, [windowTitle]);
  return (
    <div className={`${classes['page']} ${narrow ? classes['narrow'] : ''}`} ref={page}>
      {above}
      <header className={classes['header']}>
        <div className={classes['headings']}>
          <h1 className={classes['title']} tabIndex={-1} ref={heading}>
            {title}
          </h1>
          {lead === undefined ? null : <p className={classes['lead']}>{lead}</p>}
        </div>
        {actions === undefined ? null : (
          <div className={classes['actions']} data-print="no">
            {actions}
          </div>
        )}
      </header>
      {children}
    </div>
  );
}

export function Section({
  title,
  aside,
  children,
}: {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={classes['section']} aria-labelledby={id}>
      <div className={classes['sectionHead']}>
        <h2 className={classes['sectionTitle']} id={id}>
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

export function Card({ children, className = '' }: { children: ReactNode; className?: string }) {
  return <div className={`${classes['card']} ${className}`}>{children}</div>;
}

/** Beside each other where there is room for it. */
export function Fields({ children }: { children: ReactNode }) {
  return <div className={classes['fields']}>{children}</div>;
}

interface EmptyProps {
  icon: ReactNode;
  title: string;
  action?: ReactNode;
  children?: ReactNode;
}

/** Nothing here, and what to do about it. */
export function Empty({ icon, title, action, children }: EmptyProps) {
  return (
    <div className={classes['empty']}>
      {icon}
      <div>
        <strong>{title}</strong>
        {children}
        {action === undefined ? null : <div className={classes['emptyAction']}>{action}</div>}
      </div>
    </div>
  );
}

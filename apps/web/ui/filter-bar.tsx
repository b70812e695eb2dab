import type { ReactNode } from 'react';
import classes from './filter-bar.module.css';

interface FilterBarProps {
  label: string;
  value: string;
  options: { value: string; label: string }[];
  onChange: (value: string) => void;
  children?: ReactNode;
}

/** State filters of a list as a row of toggles; what is chosen stands in the address. */
export function FilterBar({ label, value, options, onChange, children }: FilterBarProps) {
  return (
    <div className={classes['bar']} data-print="no">
      <div className={classes['toggles']} role="group" aria-label={label}>
        {options.map((option) => (
          <button
            key={option.value}
            type="button"
            className={classes['toggle']}
            aria-pressed={option.value === value}
            onClick={() => onChange(option.value)}
          >
            {option.label}
          </button>
        ))}
      </div>
      {children}
    </div>
  );
}

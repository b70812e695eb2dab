import { useId } from 'react';
import classes from './choice-field.module.css';

interface ChoiceFieldProps {
  legend: string;
  name: string;
  value: string;
  options: { value: string; label: string; description?: string }[];
  error?: string | null;
  /** Beside each other, where the labels are short. */
  inline?: boolean;
  onChange: (value: string) => void;
}

/** One of a few, all in view. */
export function ChoiceField({
  legend,
  name,
  value,
  options,
  error,
  inline = false,
  onChange,
}: ChoiceFieldProps) {
  const id = useId();
  return (
    <fieldset
      className={classes['field']}
      data-invalid={error ? true : undefined}
      aria-describedby={error ? id : undefined}
    >
      <legend>{legend}</legend>
      <div className={inline ? classes['inline'] : classes['options']}>
        {options.map((option) => (
          <label key={option.value} className={classes['option']} data-chosen={option.value === value}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>
              <span className={classes['label']}>{option.label}</span>
              {option.description ? (
                <span className={classes['description']}>{option.description}</span>
              ) : null}
            </span>
          </label>
        ))}
      </div>
      {error ? (
        <p id={id} className={classes['error']}>
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}

import { useId } from 'react';
import classes from './choice-field.module.css';

interface ScaleFieldProps {
  legend: string;
  description: string;
  name: string;
  /** What 1 and 5 mean. */
  low: string;
  high: string;
  value: number;
  error: string | null;
  onChange: (value: number) => void;
}

/** A rating from 1 to 5; the ends say what they mean. */
export function ScaleField({
  legend,
  description,
  name,
  low,
  high,
  value,
  error,
  onChange,
}: ScaleFieldProps) {
  const id = useId();
  const labelOf = (step: number): string =>
    step === 1 ? `1, ${low}` : step === 5 ? `5, ${high}` : String(step);
  return (
    <fieldset
      className={classes['field']}
      data-invalid={error ? true : undefined}
      aria-describedby={error ? `${id} ${id}-error` : id}
    >
      <legend>{legend}</legend>
      <p className={classes['hint']} id={id}>
        {description}
      </p>
      <div className={classes['scale']}>
        {[1, 2, 3, 4, 5].map((step) => (
          <label key={step} className={classes['step']} data-chosen={step === value}>
            <input
              type="radio"
              name={name}
              value={step}
              aria-label={labelOf(step)}
              checked={step === value}
              onChange={() => onChange(step)}
            />
            <span aria-hidden="true">{step}</span>
          </label>
        ))}
      </div>
      <div className={classes['ends']} aria-hidden="true">
        <span>{low}</span>
        <span>{high}</span>
      </div>
      {error ? (
        <p id={`${id}-error`} className={classes['error']}>
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}

import { Textarea, type TextareaProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { codePoints, type TextLimit } from '../lib/code-points.js';
import classes from './counted-textarea.module.css';

interface CountedTextareaProps extends Omit<TextareaProps, 'onChange' | 'value'> {
  value: string;
  limit: TextLimit;
  onText: (value: string) => void;
}

/** Counts as the server does, quietly until the limit comes near. */
export function CountedTextarea({ value, limit, onText, description, ...rest }: CountedTextareaProps) {
  return (
    <Textarea
      autosize
      minRows={4}
      maxRows={20}
      {...rest}
      value={value}
      onChange={(event) => onText(event.currentTarget.value)}
      inputWrapperOrder={['label', 'description', 'input', 'error']}
      description={
        <span className={classes['row']}>
          <span>{description}</span>
          <Counter value={value} limit={limit} />
        </span>
      }
    />
  );
}

export function Counter({ value, limit }: { value: string; limit: TextLimit }) {
  const { t } = useTranslation();
  const length = codePoints(value);
  const left = limit.most - length;
  return (
    <span
      className={`${classes['count']} ${left < 0 ? classes['over'] : ''}`}
      data-near={left < limit.most * 0.1}
    >
      {left < 0 ? t('common.characters-over', { count: -left }) : `${String(length)} / ${String(limit.most)}`}
    </span>
  );
}

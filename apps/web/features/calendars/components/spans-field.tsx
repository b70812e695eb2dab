import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CalendarSpan } from '../api/calendars.js';
import { endAfter, isOverMidnight, onClock } from './calendar-draft.js';
import classes from './calendars.module.css';

interface SpansFieldProps {
  /** Whose hours these are, for those who do not see where the field stands. */
  label: string;
  spans: readonly CalendarSpan[];
  /** What is wrong with the span of this number. */
  errorOf?: (index: number) => string | undefined;
  onChange: (spans: CalendarSpan[]) => void;
}

/** Hours from and to, several of them; an end that is not later lies on the next day. */
export function SpansField({ label, spans, errorOf, onChange }: SpansFieldProps) {
  const { t } = useTranslation();
  const change = (index: number, from: string, to: string): void => {
    // A browser clears the field while it is typed in.
    if (from === '' || to === '') return;
    onChange(spans.map((span, i) => (i === index ? { from, to: endAfter(from, to) } : span)));
  };
  return (
    <div className={classes['spans']}>
      {spans.map((span, index) => {
        const error = errorOf?.(index);
        return (
          <div key={index} className={classes['span']}>
            <TextInput
              type="time"
              aria-label={t('calendars.from-of', { label })}
              value={onClock(span.from)}
              error={error !== undefined}
              onChange={(event) => change(index, event.currentTarget.value, onClock(span.to))}
            />
            <span aria-hidden="true">–</span>
            <TextInput
              type="time"
              aria-label={t('calendars.to-of', { label })}
              value={onClock(span.to)}
              error={error !== undefined}
              onChange={(event) => change(index, onClock(span.from), event.currentTarget.value)}
            />
            {isOverMidnight(span) ? (
              <small className={classes['dim']}>{t('calendars.on-next-day')}</small>
            ) : null}
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('calendars.remove-hours', { label })}
              onClick={() => onChange(spans.filter((_, i) => i !== index))}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
            {error === undefined ? null : <p className={classes['error']}>{error}</p>}
          </div>
        );
      })}
      {spans.length === 0 ? <span className={classes['dim']}>{t('calendars.closed')}</span> : null}
      <Button
        size="xs"
        variant="subtle"
        leftSection={<IconPlus size={14} aria-hidden />}
        aria-label={t('calendars.add-hours-of', { label })}
        onClick={() => {
          const last = spans.at(-1);
          const from = last ? onClock(last.to) : '09:00';
          onChange([
            ...spans,
            {
              from,
              to: endAfter(
                from,
                last
                  ? onClock(
                      `${String(Math.min(23, Number(from.slice(0, 2)) + 1)).padStart(2, '0')}:${from.slice(3)}`,
                    )
                  : '18:00',
              ),
            },
          ]);
        }}
      >
        {t('calendars.add-hours')}
      </Button>
    </div>
  );
}

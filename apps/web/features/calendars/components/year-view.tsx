import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocalised } from '../../../lib/localised.js';
import { nowMillis } from '../../../lib/browser-clock.js';
import { Chip } from '../../../ui/chip.js';
import {
  dateOf,
  dayNumberOf,
  factsOfYear,
  weekdayIndex,
  WEEKDAYS,
  yearOf,
  type DayFacts,
  type DayKind,
  type Draft,
} from './calendar-draft.js';
import { DAY_ICONS, DAY_TONES, useCalendarWords } from './calendar-words.js';
import classes from './calendars.module.css';

const KINDS: readonly DayKind[] = ['work', 'free', 'holiday', 'extra', 'break'];
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

function today(timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return parts.format(nowMillis());
}

/** The dates of a month in rows of a week, with nothing where another month is. */
function weeksOf(year: number, month: number): (string | null)[][] {
  const first = dayNumberOf(`${String(year)}-${String(month).padStart(2, '0')}-01`);
  const start = first - weekdayIndex(dateOf(first));
  const weeks = Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 7 }, (__, day) => {
      const date = dateOf(start + week * 7 + day);
      return Number(date.slice(5, 7)) === month ? date : null;
    }),
  );
  return weeks.filter((week) => week.some((date) => date !== null));
}

interface YearViewProps {
  draft: Draft;
  year: number;
  onYear: (year: number) => void;
  /** Given where days can be changed. */
  onPick?: (date: string) => void;
}

/** Twelve months; every day told by pattern, sign and words as well as by colour. */
export function YearView({ draft, year, onYear, onPick }: YearViewProps) {
  const { t } = useTranslation();
  const localised = useLocalised();
  const words = useCalendarWords();
  const facts = factsOfYear(draft, year);
  const now = safeToday(draft.timeZone);
  const [focused, setFocused] = useState<string | null>(null);
  const [pointed, setPointed] = useState<string | null>(null);
  const grid = useRef<HTMLDivElement>(null);
  const anchor =
    focused !== null && yearOf(focused) === year
      ? focused
      : yearOf(now) === year
        ? now
        : `${String(year)}-01-01`;
  const workingDays = [...facts.values()].filter(({ isWorked }) => isWorked).length;
  const state = draft.years.find((known) => known.year === year)?.state;

  const say = (date: string, { kind, entries }: DayFacts): string =>
    [
      words.day(date),
      t(`calendars.kind.${kind}`),
      ...entries.map(({ name, spans }) =>
        spans.length > 0 ? `${localised(name)} (${words.spans(spans)})` : localised(name),
      ),
    ].join(' · ');
  const move = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    const next = dateOf(dayNumberOf(anchor) + step);
    event.preventDefault();
    if (yearOf(next) !== year) return;
    setFocused(next);
    grid.current?.querySelector<HTMLElement>(`[data-date="${next}"]`)?.focus();
  };
  const detail = pointed ?? focused;
  const detailFacts = detail === null ? undefined : facts.get(detail);

  return (
    <div>
      <div className={classes['yearHead']}>
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={t('calendars.year-before')}
          disabled={year <= 1900}
          onClick={() => onYear(year - 1)}
        >
          <IconChevronLeft size={18} aria-hidden />
        </ActionIcon>
        <h2 className={classes['year']} aria-live="polite">
          {year}
        </h2>
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={t('calendars.year-after')}
          disabled={year >= 2499}
          onClick={() => onYear(year + 1)}
        >
          <IconChevronRight size={18} aria-hidden />
        </ActionIcon>
        <strong className={classes['figure']}>{t('calendars.working-days', { count: workingDays })}</strong>
        {draft.years.length === 0 ? null : (
          <Chip tone={state === 'announced' ? 'done' : 'wait'}>
            {t(`calendars.year-state.${state ?? 'missing'}`)}
          </Chip>
        )}
      </div>
      <ul className={classes['legend']} aria-label={t('calendars.legend')}>
        {KINDS.map((kind) => (
          <li key={kind}>
            <span className={classes['swatch']} data-kind={kind} aria-hidden="true" />
            {t(`calendars.kind.${kind}`)}
          </li>
        ))}
      </ul>
      <p className={classes['detail']} aria-hidden="true">
        {detail !== null && detailFacts ? say(detail, detailFacts) : t('calendars.point')}
      </p>
      <div className={classes['months']} ref={grid} onKeyDown={move} onMouseLeave={() => setPointed(null)}>
        {Array.from({ length: 12 }, (_, index) => index + 1).map((month) => (
          <table key={month} className={classes['month']}>
            <caption>{words.month(`${String(year)}-${String(month).padStart(2, '0')}-01`)}</caption>
            <thead>
              <tr>
                {WEEKDAYS.map((weekday) => (
                  <th key={weekday} scope="col" abbr={words.weekday(weekday, 'long')}>
                    {words.weekday(weekday, 'narrow')}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {weeksOf(year, month).map((week) => (
                <tr key={week.find((date) => date !== null)}>
                  {week.map((date, index) => {
                    const day = date === null ? undefined : facts.get(date);
                    if (date === null || !day) return <td key={index} />;
                    return (
                      <td key={date}>
                        <button
                          type="button"
                          className={classes['day']}
                          data-kind={day.kind}
                          data-date={date}
                          data-today={date === now}
                          aria-current={date === now ? 'date' : undefined}
                          aria-label={say(date, day)}
                          tabIndex={date === anchor ? 0 : -1}
                          onFocus={() => setFocused(date)}
                          onMouseEnter={() => setPointed(date)}
                          onClick={() => {
                            setFocused(date);
                            onPick?.(date);
                          }}
                        >
                          {Number(date.slice(8))}
                        </button>
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
      <h3 className={classes['listTitle']}>{t('calendars.single-days', { year })}</h3>
      <ul className={classes['list']}>
        {[...facts]
          .filter(([, { entries }]) => entries.length > 0)
          .flatMap(([, { entries }]) => entries)
          .map((day) => (
            <li key={`${day.date} ${day.kind}`}>
              <span className={classes['when']}>{words.day(day.date)}</span>
              <Chip tone={DAY_TONES[day.kind]} icon={DAY_ICONS[day.kind]}>
                {t(`calendars.kind.${day.kind}`)}
              </Chip>
              <span className={classes['what']}>
                {localised(day.name)}
                {day.spans.length > 0 ? <small> {words.spans(day.spans)}</small> : null}
              </span>
              {onPick ? (
                <button type="button" className={classes['textButton']} onClick={() => onPick(day.date)}>
                  {t('common.edit')}
                  <span className={classes['spoken']}> {words.day(day.date)}</span>
                </button>
              ) : null}
            </li>
          ))}
      </ul>
      {[...facts.values()].some(({ entries }) => entries.length > 0) ? null : (
        <p className={classes['dim']}>{t('calendars.no-single-days')}</p>
      )}
    </div>
  );
}

/** A zone that is being typed may not exist yet. */
function safeToday(timeZone: string): string {
  try {
    return today(timeZone);
  } catch {
    return today('UTC');
  }
}

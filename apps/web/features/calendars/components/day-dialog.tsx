import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { LOCALES } from '../../../lib/contract.js';
import { ChoiceField } from '../../../ui/choice-field.js';
import { LANGUAGE_NAMES } from '../../../ui/language-switch.js';
import type { CalendarDay, CalendarSpan } from '../api/calendars.js';
import { isOverMidnight, WEEKDAYS, weekdayIndex, type Draft } from './calendar-draft.js';
import { useCalendarWords } from './calendar-words.js';
import { SpansField } from './spans-field.js';

type Choice = CalendarDay['kind'] | 'usual';
const CHOICES: readonly Choice[] = ['usual', 'holiday', 'extra', 'break'];

interface DayFormProps {
  date: string;
  draft: Draft;
  onDone: (entries: CalendarDay[]) => void;
}

function DayForm({ date, draft, onDone }: DayFormProps) {
  const { t } = useTranslation();
  const words = useCalendarWords();
  const present = draft.days.filter((day) => day.date === date);
  const shown = present.find(({ kind }) => kind !== 'break') ?? present[0];
  const usual = (draft.weekly[WEEKDAYS[weekdayIndex(date)] ?? 'mon'] ?? []).filter(
    (span) => !isOverMidnight(span),
  );
  const [kind, setKind] = useState<Choice>(shown?.kind ?? 'usual');
  const [spans, setSpans] = useState<CalendarSpan[]>(shown?.spans ?? []);
  const [name, setName] = useState(shown?.name ?? { 'zh-CN': '', en: '', ru: '' });
  const [isTried, setTried] = useState(false);
  const choose = (value: string): void => {
    const next = CHOICES.find((known) => known === value) ?? 'usual';
    setKind(next);
    const weekday = (draft.weekly.mon ?? []).filter((span) => !isOverMidnight(span));
    if ((next === 'extra' || next === 'break') && spans.length === 0) {
      const hours = next === 'extra' ? (usual.length > 0 ? usual : weekday) : usual.slice(-1);
      setSpans(hours.length > 0 ? hours : [{ from: '09:00', to: '18:00' }]);
    }
  };
  const needsSpans = kind === 'extra' || kind === 'break';
  const given = LOCALES.map((locale) => name[locale].trim()).find((text) => text !== '');
  const nameError = isTried && given === undefined ? t('calendars.rule.text') : null;
  const spanError = (index: number): string | undefined => {
    const span = spans[index];
    if (!span) return undefined;
    if (isOverMidnight(span)) return t('calendars.rule.reversed');
    const earlier = spans.slice(0, index).some((other) => span.from < other.to && other.from < span.to);
    return earlier ? t('calendars.rule.overlap') : undefined;
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (kind === 'usual') return onDone([]);
    if (given === undefined || (needsSpans && (spans.length === 0 || spans.some((_, i) => spanError(i)))))
      return;
    // A name in one language is better than none in the others.
    const full = Object.fromEntries(
      LOCALES.map((locale) => [locale, name[locale].trim() || given]),
    ) as CalendarDay['name'];
    const others =
      kind === 'break' ? [] : present.filter((day) => day.kind === 'break' && kind !== 'holiday');
    onDone([...others, { date, kind, spans: needsSpans ? spans : [], name: full }]);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <ChoiceField
          legend={t('calendars.day-is')}
          name="day-kind"
          value={kind}
          options={CHOICES.map((value) => ({
            value,
            label: t(`calendars.choice.${value}`),
            description:
              value === 'usual'
                ? words.spans(draft.weekly[WEEKDAYS[weekdayIndex(date)] ?? 'mon'] ?? [])
                : t(`calendars.choice-why.${value}`),
          }))}
          onChange={choose}
        />
        {needsSpans ? (
          <div>
            <strong>{t(kind === 'extra' ? 'calendars.worked-hours' : 'calendars.closed-hours')}</strong>
            <SpansField label={words.day(date)} spans={spans} errorOf={spanError} onChange={setSpans} />
            {isTried && spans.length === 0 ? t('calendars.rule.spans-missing') : null}
          </div>
        ) : null}
        {kind === 'usual'
          ? null
          : LOCALES.map((locale) => (
              <TextInput
                key={locale}
                lang={locale}
                label={`${t('calendars.name')} · ${LANGUAGE_NAMES[locale]}`}
                maxLength={100}
                value={name[locale]}
                error={nameError}
                onChange={(event) => setName({ ...name, [locale]: event.currentTarget.value })}
              />
            ))}
        <Group justify="flex-end">
          <Button type="submit">{t('calendars.keep')}</Button>
        </Group>
      </Stack>
    </form>
  );
}

interface DayDialogProps {
  date: string | null;
  draft: Draft;
  onClose: () => void;
  onChange: (date: string, entries: CalendarDay[]) => void;
}

/** One date: what it is, its hours and its name. */
export function DayDialog({ date, draft, onClose, onChange }: DayDialogProps) {
  const { t } = useTranslation();
  const words = useCalendarWords();
  return (
    <Modal
      opened={date !== null}
      onClose={onClose}
      title={date === null ? '' : words.day(date)}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {date === null ? null : (
        <DayForm
          key={date}
          date={date}
          draft={draft}
          onDone={(entries) => {
            onChange(date, entries);
            onClose();
          }}
        />
      )}
    </Modal>
  );
}

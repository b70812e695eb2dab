import { Button, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CalendarTrial } from '../api/calendars.js';
import { WEEKDAYS, type Draft } from './calendar-draft.js';
import { useCalendarWords } from './calendar-words.js';
import { SpansField } from './spans-field.js';
import classes from './calendars.module.css';

interface WeeklyEditorProps {
  draft: Draft;
  faults: CalendarTrial['faults'];
  onChange: (draft: Draft) => void;
}

/** The time zone, and the hours of each weekday. */
export function WeeklyEditor({ draft, faults, onChange }: WeeklyEditorProps) {
  const { t } = useTranslation();
  const words = useCalendarWords();
  const faultAt = (field: string): string | undefined => {
    const found = faults.find((fault) => fault.field === field || fault.field.startsWith(`${field}.`));
    return found && words.fault(found);
  };
  const zones = Intl.supportedValuesOf('timeZone');
  const weekFault = faults.find(({ field }) => field === 'weekly');
  return (
    <div className={classes['stack']}>
      <Select
        label={t('calendars.zone')}
        searchable
        allowDeselect={false}
        maw={360}
        nothingFoundMessage={t('common.nothing-found')}
        data={zones.includes(draft.timeZone) ? zones : [draft.timeZone, ...zones]}
        value={draft.timeZone}
        error={faultAt('timeZone')}
        onChange={(timeZone) => {
          if (timeZone !== null) onChange({ ...draft, timeZone });
        }}
      />
      <ul className={classes['week']}>
        {WEEKDAYS.map((weekday) => (
          <li key={weekday} className={classes['weekday']}>
            <span>{words.weekday(weekday, 'long')}</span>
            <SpansField
              label={words.weekday(weekday, 'long')}
              spans={draft.weekly[weekday] ?? []}
              errorOf={(index) => faultAt(`weekly.${weekday}[${String(index)}]`)}
              onChange={(spans) => onChange({ ...draft, weekly: { ...draft.weekly, [weekday]: spans } })}
            />
          </li>
        ))}
      </ul>
      {weekFault ? <p className={classes['error']}>{words.fault(weekFault)}</p> : null}
      <div>
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            const monday = draft.weekly.mon ?? [];
            onChange({
              ...draft,
              weekly: { ...draft.weekly, tue: monday, wed: monday, thu: monday, fri: monday },
            });
          }}
        >
          {t('calendars.copy-monday')}
        </Button>
      </div>
    </div>
  );
}

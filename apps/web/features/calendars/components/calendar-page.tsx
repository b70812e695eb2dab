import { Button } from '@mantine/core';
import { IconCalendarDown, IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nowMillis } from '../../../lib/browser-clock.js';
import { useInstants } from '../../../lib/instants.js';
import { useLocalised } from '../../../lib/localised.js';
import { administrates, useSignedIn } from '../../../lib/me.js';
import { Card, Page } from '../../../ui/page.js';
import { Reading } from '../../../ui/reading.js';
import { calendarQuery, fileAddress, type Calendar } from '../api/calendars.js';
import { WEEKDAYS } from './calendar-draft.js';
import { useCalendarWords } from './calendar-words.js';
import { YearView } from './year-view.js';
import classes from './calendars.module.css';

function Facts({ calendar }: { calendar: Calendar }) {
  const { t } = useTranslation();
  const localised = useLocalised();
  const instants = useInstants();
  const words = useCalendarWords();
  return (
    <dl className={classes['facts']}>
      <dt>{t('calendars.zone')}</dt>
      <dd>{calendar.timeZone}</dd>
      <dt>{t('calendars.hours')}</dt>
      <dd>
        {WEEKDAYS.map((weekday) => (
          <div key={weekday}>
            {words.weekday(weekday, 'short')}: {words.spans(calendar.weekly[weekday] ?? [])}
          </div>
        ))}
      </dd>
      <dt>{t('calendars.holds-for')}</dt>
      <dd>
        {calendar.isDefault
          ? t('calendars.default-why')
          : calendar.uses.map(({ name }) => localised(name)).join(t('common.list-comma')) ||
            t('calendars.nobody')}
      </dd>
      <dt>{t('calendars.version')}</dt>
      <dd>
        {t('calendars.version-since', { version: calendar.version, day: instants.day(calendar.publishedAt) })}
      </dd>
    </dl>
  );
}

/** A calendar for everybody who wants to know why a date is what it is. */
export function CalendarPage({ id, version }: { id: string; version?: number }) {
  const { t } = useTranslation();
  const localised = useLocalised();
  const me = useSignedIn();
  const calendar = useQuery(calendarQuery(id, version));
  const [year, setYear] = useState(new Date(nowMillis()).getFullYear());
  const data = calendar.data;
  return (
    <Page
      title={data ? localised(data.name) : t('calendars.one')}
      lead={t('calendars.lead-reading')}
      actions={
        data ? (
          <>
            <Button
              component="a"
              href={fileAddress(id)}
              download
              variant="default"
              leftSection={<IconCalendarDown size={17} aria-hidden />}
            >
              {t('calendars.export')}
            </Button>
            {administrates(me) ? (
              <Button
                renderRoot={(props) => (
                  <Link to="/administration/calendars/$calendarId" params={{ calendarId: id }} {...props} />
                )}
                leftSection={<IconPencil size={17} aria-hidden />}
              >
                {t('common.edit')}
              </Button>
            ) : null}
          </>
        ) : undefined
      }
    >
      <Reading of={calendar}>
        {(shown) => (
          <div className={classes['stack']}>
            {shown.version === shown.newestVersion ? null : (
              <p className={classes['dim']}>
                {t('calendars.older', { version: shown.version, newest: shown.newestVersion })}{' '}
                <Link to="/calendars/$calendarId" params={{ calendarId: id }} search={{}}>
                  {t('calendars.show-newest')}
                </Link>
              </p>
            )}
            <Card>
              <Facts calendar={shown} />
            </Card>
            <Card>
              <YearView draft={shown} year={year} onYear={setYear} />
            </Card>
          </div>
        )}
      </Reading>
    </Page>
  );
}

import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { CalendarEditorPage } from '../../features/calendars/components/calendar-editor.js';
import { CalendarsPage } from '../../features/calendars/components/calendars-page.js';

export function AdminCalendarsRoute() {
  const navigate = useNavigate();
  return (
    <CalendarsPage
      onOpen={(calendarId) =>
        void navigate({ to: '/administration/calendars/$calendarId', params: { calendarId } })
      }
    />
  );
}

const route = getRouteApi('/inside/administration/calendars/$calendarId');

export function AdminCalendarRoute() {
  const navigate = useNavigate();
  return (
    <CalendarEditorPage
      id={route.useParams().calendarId}
      onRemoved={() => void navigate({ to: '/administration/calendars' })}
    />
  );
}

import { getRouteApi } from '@tanstack/react-router';
import { CalendarPage } from '../../features/calendars/components/calendar-page.js';

const route = getRouteApi('/inside/calendars/$calendarId');

export function CalendarRoute() {
  return <CalendarPage id={route.useParams().calendarId} version={route.useSearch().version} />;
}

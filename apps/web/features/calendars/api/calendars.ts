import { queryOptions } from '@tanstack/react-query';
import type { components } from '../../../lib/api-types.js';
import { addressOf, read, upload, write } from '../../../lib/http.js';

type Schemas = components['schemas'];
export type Calendar = Schemas['CalendarDto'];
export type CalendarSummary = Schemas['CalendarSummaryDto'];
export type CalendarDay = Schemas['CalendarDayDto'];
export type CalendarChange = Schemas['CalendarChangeDto'];
export type CalendarSpan = Schemas['CalendarSpanDto'];
export type CalendarDifferences = Schemas['CalendarDifferencesDto'];
export type CalendarFault = Schemas['CalendarFaultDto'];
export type CalendarHistory = Schemas['CalendarHistoryDto'];
export type CalendarTrial = Schemas['CalendarTrialDto'];
export type CalendarOwner = Schemas['CalendarOwnerDto'];
export type YearProposal = Schemas['YearProposalDto'];
export type HolidayCountry = Schemas['HolidayCountryDto'];
export type IcsReading = Schemas['IcsReadingDto'];
export type NewCalendar = Omit<Schemas['CreateCalendarDto'], 'change'> & { change: CalendarChange };

export const calendarsQuery = queryOptions({
  queryKey: ['calendars', 'all'],
  queryFn: ({ signal }) => read<CalendarSummary[]>('/calendars', {}, signal),
});

export const calendarQuery = (id: string, version?: number) =>
  queryOptions({
    queryKey: ['calendars', 'one', id, version ?? 'newest'],
    queryFn: ({ signal }) => read<Calendar>(`/calendars/${id}`, { version }, signal),
  });

export const calendarHistoryQuery = (id: string) =>
  queryOptions({
    queryKey: ['calendars', 'history', id],
    queryFn: ({ signal }) => read<CalendarHistory[]>(`/calendars/${id}/versions`, {}, signal),
  });

export const holidayCountriesQuery = queryOptions({
  queryKey: ['calendars', 'countries'],
  queryFn: ({ signal }) => read<HolidayCountry[]>('/admin/holiday-countries', {}, signal),
  staleTime: Infinity,
});

export interface ProposalWish {
  year: number;
  country: string;
  region: string | null;
}

export const proposeYear = (id: string, wish: ProposalWish): Promise<YearProposal> =>
  read(`/admin/calendars/${id}/proposals`, { ...wish });

export const createCalendar = (calendar: NewCalendar, key: string): Promise<Calendar> =>
  write('POST', '/admin/calendars', calendar, { key });

export const tryChange = (id: string, change: CalendarChange, key: string): Promise<CalendarTrial> =>
  write('POST', `/admin/calendars/${id}/trials`, { change }, { key });

export const publishChange = (
  { id, version }: Pick<Calendar, 'id' | 'version'>,
  change: CalendarChange,
  key: string,
): Promise<Calendar> => write('PATCH', `/admin/calendars/${id}`, { change }, { key, version });

export const removeCalendar = (
  { id, version }: Pick<Calendar, 'id' | 'version'>,
  key: string,
): Promise<void> => write('DELETE', `/admin/calendars/${id}`, undefined, { key, version });

export const assignCalendar = (
  ownerId: string,
  calendarId: string | null,
  key: string,
): Promise<CalendarSummary[]> => write('PUT', `/admin/calendar-uses/${ownerId}`, { calendarId }, { key });

export const readFile = (id: string, file: File, key: string): Promise<IcsReading> =>
  upload(addressOf(`/admin/calendars/${id}/readings`), file, { key });

export const fileAddress = (id: string, year?: number): string => addressOf(`/calendars/${id}/ics`, { year });

import { defineRefusals } from '@huiyin/platform';

export const calendarRefusals = defineRefusals({
  'calendar.not-found': { status: 404, title: 'There is no such calendar.' },
  'calendar.code-taken': { status: 409, title: 'Another calendar has this code.' },
  'calendar.invalid': { status: 422, title: 'The calendar cannot be used as it is; errors name the places.' },
  'calendar.version-changed': {
    status: 412,
    title: 'Someone has published a newer version of this calendar meanwhile; current holds it.',
  },
  'calendar.in-use': {
    status: 409,
    title:
      'The calendar is in use: take it back from its departments and sites, and wait for its open clocks.',
  },
  'calendar.default-stays': {
    status: 409,
    title: 'This calendar holds wherever no other does, so it cannot be deleted.',
  },
  'calendar.archived': { status: 409, title: 'This calendar was deleted; it can only be looked at.' },
  'calendar.owner-unknown': { status: 404, title: 'There is no such department or site.' },
  'calendar.file-unreadable': {
    status: 422,
    title: 'This is no iCalendar file. Choose an .ics file that begins with BEGIN:VCALENDAR.',
  },
  'calendar.file-too-large': {
    status: 422,
    title: 'The file holds too much: 1 MB, 5,000 entries and 5,000 days at most.',
  },
  'calendar.no-proposal': {
    status: 422,
    title:
      'There are no known holidays for this country, region and year. Choose others, or enter the days by hand.',
  },
});

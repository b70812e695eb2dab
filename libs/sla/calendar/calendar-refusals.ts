import { defineRefusals } from '@huiyin/platform';

export const calendarRefusals = defineRefusals({
  'calendar.not-found': { status: 404, title: 'There is no such calendar.' },
  'calendar.code-taken': { status: 409, title: 'Another calendar has this code.' },
  'calendar.invalid': { status: 422, title: 'The calendar cannot be used as it is; errors name the places.' },
  'calendar.version-changed': {
    status: 412,
    title: 'Someone has published a newer version of this calendar meanwhile.',
  },
});

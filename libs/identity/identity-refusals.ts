import { defineRefusals } from '@huiyin/platform';

export const identityRefusals = defineRefusals({
  'session.credentials-wrong': { status: 401, title: 'The employee number or the password is not right.' },
  'session.slowed': {
    status: 429,
    title: 'There were several failed attempts; wait retryAfterSeconds and try again.',
  },
  'session.password-unfit': { status: 400, title: 'Choose another password; errors says what it must be.' },
  'person.not-found': { status: 404, title: 'There is no such person.' },
  'person.version-changed': {
    status: 412,
    title: 'Someone has changed this person meanwhile; current holds what is stored now.',
  },
  'person.employee-number-taken': { status: 409, title: 'Another person has this employee number.' },
  'person.last-administrator': {
    status: 409,
    title: 'Somebody must remain an active administrator; appoint another one first.',
  },
});

import { defineRefusals } from '@huiyin/platform';

export const notificationRefusals = defineRefusals({
  'mail.not-found': { status: 404, title: 'There is no such mail.' },
  'mail.not-retryable': {
    status: 409,
    title: 'Only a mail that failed, was given up or had no address can be tried again.',
  },
});

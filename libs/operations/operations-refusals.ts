import { defineRefusals } from '@huiyin/platform';

export const operationsRefusals = defineRefusals({
  'operations.not-seen-yet': {
    status: 422,
    title: 'Only what has happened already can have been seen; give the instant at which you looked.',
  },
});

import { defineRefusals } from '@huiyin/platform';

export const anonymityRefusals = defineRefusals({
  'anonymity.week-over': {
    status: 409,
    title: 'Tokens are issued for the present week only; read the keys again and use its key.',
  },
  'anonymity.key-missing': {
    status: 503,
    title: 'The key of this week is not there; the administrator has to look after it.',
  },
});

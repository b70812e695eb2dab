import { defineRefusals } from '@huiyin/platform';

export const anonymityRefusals = defineRefusals({
  'anonymity.week-over': {
    status: 409,
    title: 'Tokens are issued for the present week only; read the keys again and use its key.',
  },
  'anonymity.token-taken': {
    status: 409,
    title: 'This session has had its token of today already; the next one is issued tomorrow.',
  },
  'anonymity.tokens-spent': {
    status: 409,
    title: 'All tokens of this week have been issued to you; the next ones come on Monday.',
  },
  'anonymity.key-missing': {
    status: 503,
    title: 'The key of this week is not there; the administrator has to look after it.',
  },
});

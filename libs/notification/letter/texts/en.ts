import type { LetterTexts } from '../letter-language.js';
import { enBulletins } from './en-bulletins.js';
import { enClocks } from './en-clocks.js';
import { enLoop } from './en-loop.js';

export const en: LetterTexts = {
  notices: { ...enLoop, ...enClocks },
  bulletins: enBulletins,
  due: {
    asAuthor: {
      acknowledge: 'The department acknowledges it by {{due}}.',
      answer: 'The department answers by {{due}}.',
      'escalated-answer': 'The leadership answers by {{due}}.',
      confirmation: 'Please tell us by {{due}} whether it is solved.',
    },
    asOwner: {
      acknowledge: 'Please acknowledge it by {{due}}.',
      answer: 'Please answer by {{due}}.',
      'escalated-answer': 'The answer is due by {{due}}.',
      confirmation: 'The author can judge it until {{due}}.',
    },
    decide: 'Please decide soon: the answer is due by {{due}}.',
    missed: {
      acknowledge: 'It should have been acknowledged by {{due}}.',
      answer: 'The answer was due by {{due}}.',
      'escalated-answer': 'The answer of the leadership was due by {{due}}.',
      confirmation: 'The time for the verdict ended {{due}}.',
    },
  },
  dueInSubject: 'due {{due}}',
  missedInSubject: 'was due {{due}}',
  digest: {
    subject: '{{count}} deadlines to look at',
    heading: '{{count}} deadlines to look at',
    body: 'These tickets wait for somebody, the most urgent first. Each line leads to its page.',
    action: 'Open Huiyin',
    why: 'You get this e-mail because you answer for these tickets or wrote them.',
  },
  why: {
    author: 'You get this e-mail because you wrote this ticket.',
    desk: 'You get this e-mail because you handle tickets for {{department}}.',
    head: 'You get this e-mail because you answer for {{department}}.',
    leader: 'You get this e-mail because you are the responsible leader or the leader on duty.',
    owner: 'You get this e-mail because you own this ticket.',
    handlers: 'You get this e-mail because you handle tickets for {{department}}.',
    superior: 'You get this e-mail because you are the responsible leader, one level above {{department}}.',
    'head-and-superior': 'You get this e-mail because you answer for {{department}}, or one level above it.',
    'superior-and-duty-leader':
      'You get this e-mail because you are the responsible leader or the leader on duty.',
    'leader-and-duty-leader':
      'You get this e-mail because you are the responsible leader or the leader on duty.',
    'duty-leader': 'You get this e-mail because you are the leader on duty.',
  },
  ticket: 'Ticket',
  automatic:
    'This e-mail was sent automatically; please do not reply to it. What people wrote is shown only inside the system, never in e-mails.',
};

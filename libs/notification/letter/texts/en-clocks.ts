import type { ClockTexts } from '../letter-language.js';

export const enClocks: ClockTexts = {
  'acknowledge-late-warning': {
    subject: 'please acknowledge it soon',
    heading: 'A ticket for {{department}} is not acknowledged yet',
    body: 'Most of the time for it is gone. A press of the button is enough: it tells the author that somebody has read it.',
    action: 'Read and acknowledge',
  },
  'acknowledge-due': {
    subject: 'not acknowledged in time',
    heading: '{{department}} has not acknowledged a ticket in time',
    body: 'Nobody has told the author yet that it was read. Please see to it, and that it is answered in time.',
    action: 'Read and acknowledge',
  },
  'acknowledge-reminder': {
    subject: 'still not acknowledged',
    heading: 'A ticket for {{department}} is still not acknowledged',
    body: 'The time for taking it up has passed, and nobody has done so yet. The responsible leader gets this reminder, too.',
    action: 'See the ticket',
  },
  'answer-half': {
    subject: 'half of the time has passed',
    heading: 'Half of the time for an answer has passed',
    body: 'A ticket for {{department}} has no answer yet. This is a good moment to ask whoever knows, or the author.',
    action: 'Read and answer',
  },
  'answer-late-warning': {
    subject: 'most of the time has passed',
    heading: 'Most of the time for an answer has passed',
    body: 'A ticket for {{department}} has no answer yet. If it cannot be done in time, please ask for an extension now.',
    action: 'Read and answer',
  },
  'answer-due': {
    subject: 'no answer in time',
    heading: 'The time for an answer has passed',
    body: '{{department}} has not answered a ticket in time. Please see to it today: the next reminder goes to the responsible leader as well.',
    action: 'Read and answer',
  },
  'answer-reminder': {
    subject: 'reminder: still no answer',
    heading: 'Reminder: {{department}} still owes an answer',
    body: 'The answer was due some time ago and is still missing. The head of the department and the responsible leader get this reminder together.',
    action: 'See the ticket',
  },
  'answer-bulletin': {
    subject: 'a case for the bulletin',
    heading: 'This case belongs in the bulletin',
    body: '{{department}} did not answer in time, and long after the deadline there is still no answer. The policy asks for it to be named in the bulletin.',
    action: 'See the case',
  },
  'escalated-answer-half': {
    subject: 'half of your time has passed',
    heading: 'Half of the time for your answer has passed',
    body: 'A ticket that you own ({{department}}) has no answer yet. The author has waited for the second time.',
    action: 'Read and answer',
  },
  'escalated-answer-late-warning': {
    subject: 'most of your time has passed',
    heading: 'Most of the time for your answer has passed',
    body: 'A ticket that you own ({{department}}) has no answer yet. Please answer it, or give it back to be done again.',
    action: 'Read and answer',
  },
  'escalated-answer-due': {
    subject: 'your answer is late',
    heading: 'The time for your answer has passed',
    body: 'A ticket that the leadership took on ({{department}}) was not answered in time. Please answer it today.',
    action: 'Read and answer',
  },
  'escalated-answer-reminder': {
    subject: 'reminder: the leadership still owes an answer',
    heading: 'Reminder: the leadership still owes an answer',
    body: 'The answer was due some time ago and is still missing ({{department}}). The responsible leader and the leader on duty get this reminder together.',
    action: 'See the ticket',
  },
  'escalated-answer-bulletin': {
    subject: 'a case of the leadership for the bulletin',
    heading: 'This case of the leadership belongs in the bulletin',
    body: 'The leadership took this ticket on ({{department}}) and has not answered it. The policy asks for it to be named in the bulletin.',
    action: 'See the case',
  },
  'confirmation-half': {
    subject: 'is it solved?',
    heading: 'Your verdict, please',
    body: 'Your ticket has an answer, and we do not know yet whether it helped. A minute is enough.',
    action: 'Judge the answer',
  },
  'confirmation-late-warning': {
    subject: 'your verdict is still missing',
    heading: 'Your verdict is still missing',
    body: 'Only you can say whether it is solved. Without your word it will be closed “without a verdict”.',
    action: 'Judge the answer',
  },
};

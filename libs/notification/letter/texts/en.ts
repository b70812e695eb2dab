import type { LetterTexts } from '../letter-language.js';

export const en: LetterTexts = {
  notices: {
    dispatched: {
      subject: 'a new opinion for your department',
      heading: 'A new opinion for {{department}}',
      body: 'An employee has written an opinion and chosen {{department}} to answer it. Please acknowledge it first and then answer in time.',
      action: 'Read and acknowledge',
    },
    transferred: {
      subject: 'an opinion was passed on to your department',
      heading: 'An opinion was passed on to {{department}}',
      body: 'This opinion now belongs to {{department}}; its page says why. The clock did not start again, so please accept it soon.',
      action: 'Read and accept',
    },
    'author-asked': {
      subject: 'the department needs to know more',
      heading: 'There is a question for you',
      body: '{{department}} needs to know more to answer your opinion. The clock stands still until you reply.',
      action: 'Read the question and reply',
    },
    'author-replied': {
      subject: 'the author has replied',
      heading: 'The author has replied',
      body: 'The author has added what was asked for, and the clock is running again. Please read it and go on.',
      action: 'Read the reply',
    },
    answered: {
      subject: 'your opinion has an answer',
      heading: 'Your opinion has an answer',
      body: 'Please read it and tell us whether it helped. If it did not, say so: the leadership will then own it.',
      action: 'Read and judge the answer',
    },
    'answer-amended': {
      subject: 'the answer to your opinion was changed',
      heading: 'The answer was changed',
      body: 'The answer to your opinion was changed. The earlier wording is kept, so that you can compare.',
      action: 'Read the changed answer',
    },
    'refusal-waiting': {
      subject: 'a refusal waits for your decision',
      heading: 'A refusal waits for your decision',
      body: '{{department}} proposes to refuse this opinion. A department never does so alone: please approve it, or decline it with a reason.',
      action: 'Read and decide',
    },
    'refusal-approved': {
      subject: 'the refusal was approved',
      heading: 'The refusal was approved and delivered',
      body: 'The refusal that {{department}} proposed was approved. The author has it now and can confirm or object.',
      action: 'See the opinion',
    },
    'refusal-declined': {
      subject: 'the refusal was not approved',
      heading: 'The refusal was not approved',
      body: 'The page of the opinion says why. Please let {{department}} answer it; the clock has been running all the time.',
      action: 'Read why and answer',
    },
    escalated: {
      subject: 'an opinion was escalated to you',
      heading: 'An opinion was escalated to you',
      body: 'The author says that {{department}} did not solve it. You own it now: answer it yourself, or give it back to be done again.',
      action: 'Read and take it on',
    },
    'escalated-from-you': {
      subject: 'an opinion went to the leadership',
      heading: 'The leadership now owns an opinion of {{department}}',
      body: 'The author says that the answer did not solve it. The responsible leader takes it on from here.',
      action: 'See the opinion',
    },
    'escalated-for-you': {
      subject: 'the leadership now owns your opinion',
      heading: 'The leadership now owns your opinion',
      body: 'You said that it is not solved. The responsible leader takes it on and will answer you.',
      action: 'Follow it',
    },
    'redo-ordered': {
      subject: 'an opinion is to be done again',
      heading: '{{department}} is asked to do it again',
      body: 'The leadership has given this opinion back to {{department}}; its page says what is expected. A new clock is running.',
      action: 'Read and answer',
    },
    reopened: {
      subject: 'an opinion was reopened',
      heading: 'An opinion was reopened',
      body: 'The author has reopened an opinion that was closed without confirmation; its page says why. Please let {{department}} answer it again.',
      action: 'Read and answer',
    },
    merged: {
      subject: 'your opinion is handled together with others like it',
      heading: 'Your opinion is handled together with {{mergedInto}}',
      body: 'Others wrote about the same thing, and {{department}} will answer once for all. You will get that answer and judge it for yourself.',
      action: 'See my opinion',
    },
    'closed-unconfirmed': {
      subject: 'your opinion was closed without your confirmation',
      heading: 'Your opinion was closed without your confirmation',
      body: 'We did not hear from you in time, so it counts as “unconfirmed”, never as satisfied. If it is not solved you can reopen it within 30 days.',
      action: 'See or reopen it',
    },
    'closed-unresolved': {
      subject: 'your opinion was closed, with the reasons',
      heading: 'Your opinion was closed unresolved',
      body: 'The responsible leader closed it and gives the reasons. It counts as “unresolved”.',
      action: 'Read the reasons',
    },
    removed: {
      subject: 'your opinion was removed',
      heading: 'Your opinion was removed',
      body: 'The coordinator removed its content and gives the reason.',
      action: 'Read the reason',
    },
  },
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
      confirmation: 'The author can confirm until {{due}}.',
    },
  },
  dueInSubject: 'due {{due}}',
  why: {
    author: 'You get this letter because you wrote this opinion.',
    desk: 'You get this letter because you handle opinions for {{department}}.',
    head: 'You get this letter because you answer for {{department}}.',
    leader: 'You get this letter because you are the responsible leader or the leader on duty.',
    owner: 'You get this letter because you own this opinion.',
  },
  ticket: 'Opinion',
  automatic:
    'This letter was sent automatically; please do not reply to it. What people wrote is shown only inside the system, never in mails.',
};

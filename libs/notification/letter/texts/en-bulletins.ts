import type { BulletinTexts } from '../letter-language.js';

export const enBulletins: BulletinTexts = {
  bulletin: 'Bulletin',
  notices: {
    'bulletin-draft-waiting': {
      subject: 'a bulletin waits to be approved',
      heading: 'A bulletin waits to be approved',
      body: 'The facts have been gathered and a draft is there, as the policy asks. Please check numbers and cases, put it into your own words and publish it; or discard it and say why.',
      action: 'Read the draft',
    },
    'bulletin-names-you': {
      subject: 'your department is named in a bulletin',
      heading: 'Your department is named in a bulletin',
      body: 'It has been published. Please say what went wrong, what you will change, and by when it is done. A leader then accepts it or sends it back.',
      action: 'Read and answer',
    },
    'bulletin-published': {
      subject: 'a new bulletin for you',
      heading: 'A new bulletin for you',
      body: 'The leadership has published a bulletin and chosen you to read it. Please press “I have read it” when you have.',
      action: 'Read it',
    },
    'rectification-answered': {
      subject: '{{department}} has answered',
      heading: '{{department}} has answered the bulletin',
      body: 'It says what went wrong, what will change, and by when. Please accept it, or send it back with a reason.',
      action: 'Read and decide',
    },
    'rectification-returned': {
      subject: 'your answer was sent back',
      heading: 'The answer of {{department}} was sent back',
      body: 'The page of the bulletin says why. Please improve it and send it again.',
      action: 'Read why and answer',
    },
    'rectification-accepted': {
      subject: 'your answer was accepted',
      heading: 'The answer of {{department}} was accepted',
      body: 'With this, nothing more is owed for this bulletin. Thank you.',
      action: 'See the bulletin',
    },
    'rectification-due': {
      subject: 'your answer is due soon',
      heading: '{{department}} still owes an answer',
      body: 'A bulletin names your department, and the day for the answer is near. Please say what went wrong, what you will change, and by when.',
      action: 'Answer now',
    },
    'rectification-overdue': {
      subject: 'your answer is late',
      heading: '{{department}} has not answered in time',
      body: 'The day for the answer has passed. The leadership gets this reminder, too. Please answer as soon as you can.',
      action: 'Answer now',
    },
    'rectification-overdue-leaders': {
      subject: '{{department}} has not answered in time',
      heading: '{{department}} has not answered in time',
      body: 'A bulletin names the department, and the day for its answer has passed. Its head gets this reminder, too.',
      action: 'See the bulletin',
    },
    'rectification-promise-passed': {
      subject: 'the day that {{department}} promised has passed',
      heading: 'The day that {{department}} promised has passed',
      body: 'Nobody has accepted its answer yet. Please see whether it was done, then accept it or send it back.',
      action: 'Read and decide',
    },
  },
  due: {
    'bulletin-names-you': 'Please answer by {{due}}.',
    'rectification-returned': 'Please answer again by {{due}}.',
    'rectification-due': 'Please answer by {{due}}.',
    'rectification-overdue': 'The answer was due by {{due}}.',
    'rectification-overdue-leaders': 'The answer was due by {{due}}.',
    'rectification-promise-passed': 'It was promised by {{due}}.',
  },
  why: {
    leaders: 'You get this e-mail because you belong to the leadership.',
    named: 'You get this e-mail because you answer for a department that is named.',
    head: 'You get this e-mail because you answer for a department that is named.',
    readers: 'You get this e-mail because you were chosen to read this bulletin.',
  },
};

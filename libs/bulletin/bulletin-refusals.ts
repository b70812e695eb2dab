import { defineRefusals } from '@huiyin/platform';

export const bulletinRefusals = defineRefusals({
  'bulletin.not-found': { status: 404, title: 'There is no such bulletin, or it is not meant for you.' },
  'bulletin.not-possible-now': {
    status: 409,
    title: 'This is not possible in the present state of the bulletin.',
  },
  'bulletin.version-changed': {
    status: 412,
    title: 'Someone else was faster. Look at the newer version, then decide again.',
  },
  'bulletin.case-not-found': { status: 404, title: 'There is no such case in this bulletin.' },
  'bulletin.text-missing': {
    status: 400,
    title: 'A bulletin needs a title and a text in the same language, in one language at least.',
  },
  'bulletin.readers-missing': {
    status: 400,
    title: 'Choose who is to read it: everyone, or departments, sites, roles or people.',
  },
  'bulletin.reader-unknown': {
    status: 400,
    title: 'One of the chosen readers is not known; choose from the lists.',
  },
  'bulletin.names-not-checked': {
    status: 400,
    title: 'Look through the text for names first, then confirm that you did.',
  },
  'bulletin.date-out-of-range': {
    status: 400,
    title: 'Choose a day from tomorrow on, at most a year ahead.',
  },
  'bulletin.pdf-failed': {
    status: 503,
    title: 'The document could not be made just now. Please try again in a minute.',
  },
  'rectification.not-found': { status: 404, title: 'There is no such rectification, or you may not see it.' },
  'rectification.not-yours': { status: 403, title: 'This step belongs to someone else.' },
  'rectification.not-possible-now': {
    status: 409,
    title: 'This is not possible in the present state of the rectification.',
  },
  'rectification.version-changed': {
    status: 412,
    title: 'Someone else was faster. Look at the newer version, then decide again.',
  },
});

import { defineRefusals } from './refusal.js';

export const platformRefusals = defineRefusals({
  'request.invalid': { status: 400, title: 'Some fields are not as they should be; see errors.' },
  'request.malformed': { status: 400, title: 'The request cannot be read; check its format.' },
  'request.cursor-invalid': {
    status: 400,
    title: 'This cursor was not made by this list; start again without it.',
  },
  'request.not-found': { status: 404, title: 'There is nothing at this address.' },
  'request.too-large': { status: 413, title: 'The request is larger than this address accepts.' },
  'request.media-type': { status: 415, title: 'Send this request as application/json.' },
  'request.upload-expected': {
    status: 415,
    title: 'Send this request as multipart/form-data with exactly one file, in the field "file".',
  },
  'request.if-match-required': {
    status: 428,
    title: 'Send If-Match with the version that you have seen, so that nobody is overwritten.',
  },
  'request.if-match-invalid': { status: 400, title: 'If-Match must be one version in quotes, such as "3".' },
  'request.idempotency-key-required': {
    status: 400,
    title: 'Send an Idempotency-Key (8 to 200 visible ASCII characters, new for each intention).',
  },
  'request.idempotency-key-reused': {
    status: 422,
    title: 'This Idempotency-Key was already used for a different request; take a new one.',
  },
  'request.cross-site': {
    status: 403,
    title: 'This request came from another site and was not carried out.',
  },
  'request.rate-limited': { status: 429, title: 'Too many requests; wait a moment and try again.' },
  'access.sign-in-required': { status: 401, title: 'Sign in to go on.' },
  'access.other-person': {
    status: 409,
    title: 'Somebody else is signed in in this browser now; nothing was done in their name.',
  },
  'access.role-required': { status: 403, title: 'Your role does not allow this.' },
  'access.password-change-required': { status: 403, title: 'Choose a password of your own first.' },
  'service.unavailable': {
    status: 503,
    title:
      'The service is interrupted for a moment. Send the same request again with the same Idempotency-Key.',
  },
  'service.failed': {
    status: 500,
    title: 'Something went wrong here. It has been recorded; please try again.',
  },
});

import { defineRefusals } from '@huiyin/platform';

export const MAX_ATTACHMENTS = 5;
export const MAX_UPLOAD_BYTES = 10 * 1024 * 1024;
/** Uploads of one person that belong to no ticket yet. */
export const MAX_LOOSE_UPLOADS = 20;

export const attachmentRefusals = defineRefusals({
  'attachment.not-found': { status: 404, title: 'There is no such file, or you may not see it.' },
  'attachment.not-usable': {
    status: 400,
    title: 'Upload each file yourself first; a file can belong to one ticket only.',
  },
  'attachment.in-use': { status: 409, title: 'This file belongs to a ticket and stays with it.' },
  'attachment.too-large': { status: 413, title: 'A file may have at most 10 MiB.' },
  'attachment.too-many': {
    status: 429,
    title: 'You have many uploads that belong to no ticket; delete some, or try again tomorrow.',
  },
  'attachment.empty': { status: 400, title: 'This file is empty.' },
  'attachment.type-not-allowed': {
    status: 415,
    title: 'Upload a picture (JPEG, PNG, WebP, GIF), a PDF, a Word, Excel or PowerPoint file, or plain text.',
  },
  'attachment.has-macros': { status: 415, title: 'Office files with macros or controls are not accepted.' },
  'attachment.damaged': {
    status: 400,
    title: 'The content of this file is damaged, or is not only what it claims to be.',
  },
  'attachment.expands-too-far': {
    status: 413,
    title: 'Opened, this file would be far larger than it looks; make the picture or the document smaller.',
  },
});

import { LIMITS } from '../../../lib/code-points.js';
import { bytesLeft } from '../client/payloads.js';

/** As many as the intake takes. */
export const MOST_PICTURES = 5;

/** UTF-8 needs no more for a character; what JSON writes longer is no text that the intake takes. */
const BYTES_A_CHARACTER = 4;
/** Quotation marks and a comma. */
const BYTES_AROUND = 3;
const AN_ID = '00000000-0000-0000-0000-000000000000';

/** Characters of base64 that all pictures of a ticket may have together: they fit beside the longest text. */
export const PICTURE_ROOM =
  bytesLeft({
    kind: 'suggestion',
    urgency: 'ordinary',
    departmentId: AN_ID,
    title: '',
    body: '',
    mayPublishWording: false,
    ownDepartmentId: AN_ID,
    pictures: [],
  }) -
  (LIMITS.title.most + LIMITS.body.most) * BYTES_A_CHARACTER -
  MOST_PICTURES * BYTES_AROUND;

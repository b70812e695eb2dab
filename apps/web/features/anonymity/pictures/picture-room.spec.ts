import { LIMITS } from '../../../lib/code-points.js';
import { ticketPayload } from '../client/payloads.js';
import { deriveAuthor, newReceipt } from '../protocol/author.js';
import { signContent } from '../protocol/content.js';
import { CONTENT_BYTES } from '../protocol/constants.js';
import { MOST_PICTURES, PICTURE_ROOM } from './picture-room.js';

const token = { week: '2026-W48', random: new Uint8Array(32), signature: new Uint8Array(256) };

describe('the room for pictures', () => {
  it('is enough for five that can be read, and fits into the envelope beside the longest text', async () => {
    expect(PICTURE_ROOM).toBeGreaterThan(150_000);
    const author = await deriveAuthor(newReceipt());
    const share = Math.floor(PICTURE_ROOM / MOST_PICTURES);
    const ticket = {
      kind: 'suggestion',
      urgency: 'ordinary',
      departmentId: crypto.randomUUID(),
      title: '😀'.repeat(LIMITS.title.most),
      body: '😀'.repeat(LIMITS.body.most),
      mayPublishWording: false,
      ownDepartmentId: crypto.randomUUID(),
      pictures: Array.from({ length: MOST_PICTURES }, () => 'A'.repeat(share)),
    } as const;
    const { bytes } = await signContent(author, 'ticket', ticketPayload(ticket, author), token);
    expect(bytes.length).toBeLessThanOrEqual(CONTENT_BYTES);
    expect(CONTENT_BYTES - bytes.length).toBeLessThan(1_000);
  });
});

import { randomBytes } from 'node:crypto';
import { MAX_FOLLOW_UP_BYTES, readFollowUp } from './follow-up-payload.js';
import { BODY, MAX_TICKET_TEXT_BYTES, readTicket, TITLE } from './ticket-payload.js';

/** Four bytes in UTF-8, two units in JavaScript, one sign for whoever writes. */
const LONGEST_SIGN = '\u{2a6a5}';
const anywhere = { isActive: () => true, mayBeNamed: () => true };
const bytes = (value: object, spaces = 0): Buffer => Buffer.from(JSON.stringify(value) + ' '.repeat(spaces));

describe('a follow-up', () => {
  const reply = (text: string): object => ({
    ticketHash: randomBytes(32).toString('base64url'),
    ...{ sequence: 200, command: 'reply', text },
  });

  it('may be as long as anybody can write it', () => {
    for (const sign of [LONGEST_SIGN, '饭', '\n"']) {
      const longest = bytes(reply(`a${sign.repeat(3_998 / [...sign].length)}b`));
      expect(readFollowUp(longest)).toMatchObject({ sequence: 200 });
      expect(longest.length).toBeLessThan(MAX_FOLLOW_UP_BYTES);
    }
  });

  it('is refused with more around it, whatever it is', () => {
    const short = bytes(reply('还是冷的。'));
    expect(readFollowUp(bytes(reply('还是冷的。'), MAX_FOLLOW_UP_BYTES - short.length))).toMatchObject({});
    expect(readFollowUp(bytes(reply('还是冷的。'), MAX_FOLLOW_UP_BYTES - short.length + 1))).toBe('payload');
    expect(readFollowUp(bytes(reply(`${' '.repeat(MAX_FOLLOW_UP_BYTES)}还是冷的。`)))).toBe('payload');
  });
});

describe('a ticket', () => {
  const ticket = (changes: object): object => ({
    ...{ kind: 'problem', urgency: 'ordinary', departmentId: 'canteen', ownDepartmentId: 'canteen' },
    ...{ title: '晚班没有热饭', body: '夜班 21 点以后只能吃冷的。', mayPublishWording: true, pictures: [] },
    sealKey: randomBytes(32).toString('base64url'),
    tagKey: randomBytes(16).toString('base64url'),
    ...changes,
  });
  const picture = Buffer.concat([Buffer.from('RIFF0000WEBP'), randomBytes(35_000)]).toString('base64');

  it('may be as long as anybody can write it, with as many pictures as fit into an envelope', () => {
    const longest = ticket({
      title: LONGEST_SIGN.repeat(TITLE.max),
      body: LONGEST_SIGN.repeat(BODY.max),
      pictures: [picture, picture, picture],
    });
    const read = readTicket(bytes(longest), anywhere);
    expect(typeof read === 'string' ? read : read.pictures.length).toBe(3);
  });

  it('is refused with more around it, whatever it is', () => {
    const room = MAX_TICKET_TEXT_BYTES - bytes(ticket({})).length;
    const pictures = [picture];
    // Two quotes more than the empty list.
    expect(readTicket(bytes(ticket({ pictures }), room - 2), anywhere)).toMatchObject({});
    expect(readTicket(bytes(ticket({ pictures }), room - 1), anywhere)).toBe('payload');
    expect(readTicket(bytes(ticket({ body: `${'x'.repeat(20)}${' '.repeat(room + 99)}` })), anywhere)).toBe(
      'payload',
    );
  });
});

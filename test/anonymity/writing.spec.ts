import { bytesLeft } from '../../apps/web/features/anonymity/client/payloads.js';
import type { Author } from '../../apps/web/features/anonymity/protocol/author.js';
import { toBase64Url } from '../../apps/web/features/anonymity/protocol/bytes.js';
import { readReceipt } from '../../apps/web/features/anonymity/protocol/receipt-words.js';
import type { BothSides } from './both-sides.js';
import { authorOf, closeSides, faultOf, HOUR, MINUTE, Seat, SIGN_IN, TICKET } from './seat.js';

afterEach(closeSides);

describe('a ticket', () => {
  it('leaves with the next envelope, and its author is told what was promised', async () => {
    const seat = new Seat();
    await seat.live(10 * MINUTE);
    await seat.write();
    expect(seat.session.state.waiting).toMatchObject([
      { type: 'ticket', ticket: TICKET, leavesBy: SIGN_IN + 30 * MINUTE, isHere: true },
    ]);
    await seat.live(31 * MINUTE);
    expect(seat.session.state.waiting).toEqual([]);
    expect(seat.session.state.sent).toMatchObject([
      { type: 'ticket', outcome: { status: 'accepted', slot: '2026-11-25' } },
    ]);
    const [outcome] = seat.session.state.sent.map((sent) => sent.outcome);
    expect([outcome]).toMatchObject(seat.sides.verdicts);
  });

  it('leaves at once when its author signs out', async () => {
    const seat = new Seat();
    await seat.live(MINUTE);
    await seat.write();
    await seat.session.signOut();
    expect(seat.sides.verdicts).toMatchObject([{ status: 'accepted' }]);
    expect(seat.sides.payloads).toMatchObject([TICKET]);
  });

  it('does not leave before its author has the receipt, nor after it was discarded or taken back', async () => {
    const seat = new Seat();
    const { session, sides } = seat;
    await seat.live(0);
    const { chinese, english } = await session.write(TICKET);
    const [one, other] = [readReceipt(chinese.join('')), readReceipt(english.join(' '))];
    expect(one).toMatchObject({ fault: null, script: 'chinese' });
    expect(other).toEqual({ ...one, script: 'english' });
    await seat.live(HOUR);
    await session.discard();
    expect(await faultOf(session.confirm())).toBe('no-draft');
    await seat.write();
    await session.takeBack(session.state.waiting[0]?.id ?? 0);
    expect(session.state.token.state).toBe('ready');
    await seat.live(2 * HOUR);
    expect(sides.payloads).toEqual([null, null]);
    await seat.write();
    const late = session.state.waiting[0]?.id ?? 0;
    await seat.live(3 * HOUR);
    expect(await faultOf(session.takeBack(late))).toBe('left');
  });

  it('leaves as before when its author is away, but can be read and taken back by nobody', async () => {
    const seat = new Seat();
    const { session, sides } = seat;
    await seat.live(0);
    await seat.write();
    await session.conceal();
    const [item] = session.state.waiting;
    expect(item).toMatchObject({ isConcealed: true, ticket: { title: '', body: '', pictures: [] } });
    expect(await faultOf(session.takeBack(item?.id ?? 0))).toBe('left');
    await seat.live(HOUR);
    expect(sides.payloads).toMatchObject([{ title: TICKET.title, body: TICKET.body }]);
    expect(sides.verdicts).toMatchObject([{ status: 'accepted' }]);
    expect(session.state).toMatchObject({ waiting: [], sent: [] });
  });

  it('that was not taken while its author was away says so, without the text', async () => {
    const seat = new Seat();
    const { session, sides } = seat;
    await seat.live(0);
    await seat.write({ ...TICKET, departmentId: 'closed' });
    await session.conceal();
    await seat.live(HOUR);
    expect(sides.verdicts).toMatchObject([{ status: 'refused' }]);
    expect(session.state.sent).toMatchObject([{ outcome: { status: 'refused' }, ticket: { body: '' } }]);
    await session.conceal();
    expect(session.state.sent).toEqual([]);
  });

  it('is sent again as it is when the answer was lost, and counts once', async () => {
    const seat = new Seat();
    const { session, sides } = seat;
    await seat.live(0);
    await seat.write();
    sides.losesAnswers = true;
    await seat.live(30.5 * MINUTE);
    const [lost] = session.state.waiting;
    expect(lost).toMatchObject({ isHere: false, leavesBy: SIGN_IN + 31 * MINUTE });
    expect(await faultOf(session.takeBack(lost?.id ?? 0))).toBe('left');
    sides.losesAnswers = false;
    await seat.live(32 * MINUTE);
    expect(sides.verdicts).toMatchObject([{ status: 'accepted' }, { status: 'accepted' }]);
    expect(session.state.sent).toMatchObject([{ outcome: { status: 'accepted' } }]);
  });

  it('that was not taken gives its token back, unless the token is the fault', async () => {
    const seat = new Seat();
    const { session, sides } = seat;
    await seat.live(0);
    const words = await seat.write({ ...TICKET, departmentId: 'closed' });
    await seat.live(HOUR);
    expect(session.state.sent).toMatchObject([
      { outcome: { status: 'refused', code: 'payload-invalid', field: 'departmentId' } },
    ]);
    expect(session.state.token.state).toBe('ready');
    sides.verdict = { status: 'refused', code: 'token-spent' };
    expect(await seat.write()).toBe(words);
    await seat.live(2 * HOUR);
    expect(session.state.token).toEqual({ state: 'none', reason: 'used' });
  });

  it('waits when the intake cannot take it now', async () => {
    const seat = new Seat();
    await seat.live(0);
    await seat.write();
    seat.sides.verdict = { status: 'refused', code: 'full' };
    await seat.live(HOUR);
    expect(seat.session.state.waiting).toHaveLength(1);
    seat.sides.verdict = null;
    await seat.live(2 * HOUR);
    expect(seat.session.state.sent).toMatchObject([{ outcome: { status: 'accepted' } }]);
  });

  it('with a promise that the intake has not signed is not taken for safe', async () => {
    const seat = new Seat();
    await seat.live(0);
    await seat.write();
    const contentHash = seat.session.state.waiting[0]?.ticketHash ?? '';
    const promise = { contentHash, slot: '2026-11-25', signature: toBase64Url(new Uint8Array(64)) };
    seat.sides.verdict = { status: 'accepted', promise };
    await seat.live(HOUR);
    expect(seat.session.state.sent).toMatchObject([{ outcome: { status: 'unproven' } }]);
  });

  it('has as much room for pictures as is said', async () => {
    const seat = new Seat();
    await seat.live(0);
    const room = bytesLeft({ ...TICKET, pictures: [''] });
    const full = (length: number) => ({ ...TICKET, pictures: ['A'.repeat(length)] });
    expect(bytesLeft(full(room))).toBe(0);
    expect(await faultOf(seat.session.write(full(room + 1_024)))).toBe('too-large');
    await seat.write(full(room));
    await seat.session.signOut();
    // It arrived whole, and is no picture.
    expect(seat.sides.payloads).toMatchObject([full(room)]);
    expect(seat.sides.verdicts).toMatchObject([{ code: 'payload-invalid', field: 'pictures' }]);
  });
});

/** A ticket that the intake has, by somebody who has left with the receipt alone. */
async function ticketOfSomebody(): Promise<{
  readonly sides: BothSides;
  readonly words: string;
  readonly author: Author;
  readonly ticketHash: string;
}> {
  const seat = new Seat();
  await seat.live(0);
  const words = await seat.write();
  await seat.session.signOut();
  const ticketHash = seat.session.state.sent[0]?.ticketHash ?? '';
  return { sides: seat.sides, words, author: await authorOf(words), ticketHash };
}

/** Two neighbouring words the other way round; one pair in sixteen makes another receipt, and is left as it is. */
function slipOf(words: string): string {
  const all = [...words];
  const slips = all.slice(1).map((word, place) => all.with(place, word).with(place + 1, all[place] ?? ''));
  const slip = slips.map((one) => one.join('')).find((one) => readReceipt(one).fault === 'checksum');
  if (slip === undefined) throw new Error('Whatever is swapped makes a receipt.');
  return slip;
}

describe('an answer', () => {
  it('is read from the sheet that everybody has, and followed to the next edition', async () => {
    const { sides, words, author } = await ticketOfSomebody();
    const seat = new Seat([0.5], sides);
    await sides.publish('2026-11-25', author, { ticket: 'open' });
    await seat.live(MINUTE);
    const before = sides.arrivals.length;
    const opened = await seat.session.openReceipt(words);
    expect(opened).toMatchObject({ result: 'opened', thread: { edition: '2026-11-25', ticket: 'open' } });
    expect(sides.arrivals).toHaveLength(before);
    await sides.publish('2026-11-26', author, { ticket: 'answered' });
    await seat.live(HOUR);
    expect(seat.session.state.thread).toMatchObject({ edition: '2026-11-26', ticket: 'answered' });
    await seat.session.closeReceipt();
    expect(seat.session.state.thread).toBeNull();
    expect(await faultOf(seat.session.say({ command: 'withdraw' }))).toBe('no-thread');
  });

  it('that cannot be shown has a word for each reason', async () => {
    const { sides, words, author } = await ticketOfSomebody();
    const seat = new Seat([0.5], sides);
    const { session } = seat;
    await seat.live(0);
    expect(await session.openReceipt(words)).toEqual({ result: 'no-sheet' });
    await sides.publish('2026-11-25', author, {});
    await seat.live(HOUR);
    const { english } = await session.write(TICKET);
    const elsewhere = { result: 'not-on-sheet', edition: '2026-11-25' };
    expect(await session.openReceipt(english.join(' '))).toEqual(elsewhere);
    expect(await session.openReceipt('一二三')).toMatchObject({ why: { fault: 'count', count: 3 } });
    const slip = await session.openReceipt(slipOf(words));
    expect(slip).toMatchObject({ result: 'no-receipt', why: { fault: 'checksum' } });
    await sides.publish('2026-11-26', author, {});
    const bytes = Buffer.from(sides.sheet?.bytes ?? '');
    for (let at = 100; at < bytes.length; at += 4_096) bytes[at] = (bytes[at] ?? 0) ^ 1;
    sides.sheet = { edition: '2026-11-26', bytes };
    await seat.live(2 * HOUR);
    expect(await session.openReceipt(words)).toEqual({ result: 'damaged' });
  });

  it('that is longer than a record is put together', async () => {
    const { sides, words, author } = await ticketOfSomebody();
    const seat = new Seat([0.5], sides);
    const ticket = Array.from({ length: 4_000 }, (_, index) => (index * 7_919) % 10_007).join(' ');
    await sides.publish('2026-11-25', author, { ticket });
    await seat.live(0);
    expect(await seat.session.openReceipt(words)).toMatchObject({ thread: { ticket } });
  });
});

describe('a step of an anonymous author', () => {
  const REPLY = { command: 'reply', text: '是三号食堂，不是一号。' } as const;

  async function withOpenTicket(): Promise<{ seat: Seat; ticketHash: string; words: string }> {
    const { sides, words, author, ticketHash } = await ticketOfSomebody();
    const seat = new Seat([0.5], sides);
    await sides.publish('2026-11-25', author, { ticketHash, lastSequence: 0, ticket: 'open' });
    await seat.live(MINUTE);
    await seat.session.openReceipt(words);
    return { seat, ticketHash, words };
  }
  const sentBy = ({ session }: Seat) => session.state.sent.map(({ outcome }) => outcome.status);

  it('rides in the next envelope, bound to its ticket and numbered', async () => {
    const { seat, ticketHash } = await withOpenTicket();
    await seat.session.say(REPLY);
    expect(seat.session.state.waiting).toMatchObject([{ type: 'follow-up', ticketHash, step: REPLY }]);
    await seat.live(HOUR);
    expect(seat.sides.payloads.at(-1)).toEqual({ ticketHash, sequence: 1, ...REPLY });
    expect(sentBy(seat)).toEqual(['accepted']);
  });

  it('leaves one in each envelope, in the order in which they were said', async () => {
    const { seat } = await withOpenTicket();
    await Promise.all([seat.session.say(REPLY), seat.session.say({ ...REPLY, text: '谢谢大家。' })]);
    expect(seat.session.state.waiting.map(({ leavesBy }) => (leavesBy - SIGN_IN) / MINUTE)).toEqual([
      30, 120,
    ]);
    await seat.live(HOUR);
    expect(sentBy(seat)).toEqual(['accepted']);
    await seat.session.signOut();
    expect(sentBy(seat)).toEqual(['accepted', 'accepted']);
    expect(seat.sides.payloads.slice(-2)).toMatchObject([{ sequence: 1 }, { sequence: 2 }]);
  });

  it('keeps its place among others that are said at the same time, however long each is being signed', async () => {
    const { seat } = await withOpenTicket();
    const texts = Array.from(
      { length: 12 },
      (_, index) => `${index} ${'before '.repeat((11 - index) * 1_500)}`,
    );
    await Promise.all(texts.map((text) => seat.session.say({ ...REPLY, text })));
    expect(seat.session.state.waiting).toMatchObject(
      texts.map((text, index) => ({ sequence: index + 1, step: { text } })),
    );
  });

  it('gets another number when steps of an earlier session are still held', async () => {
    const { seat, words } = await withOpenTicket();
    await seat.session.say(REPLY);
    await seat.session.signOut();
    const later = new Seat([0.5], seat.sides);
    await later.live(2 * MINUTE);
    await later.session.openReceipt(words);
    await later.session.say({ command: 'withdraw' });
    await later.live(HOUR);
    expect(later.session.state).toMatchObject({ sent: [], waiting: [{ step: { command: 'withdraw' } }] });
    await later.live(2 * HOUR);
    expect(sentBy(later)).toEqual(['accepted']);
    expect(later.sides.payloads.at(-1)).toMatchObject({ sequence: 2, command: 'withdraw' });
  });
});

import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { Mailbox } from '../../api/demo/mailbox.js';
import { MovableClock } from '../../../test/support/movable-clock.js';
import { type MailCatcher, startMailCatcher } from './mail-catcher.js';

describe('mail catcher', () => {
  const clock = new MovableClock('2026-03-02T01:00:00Z');
  let folder: string;
  let catcher: MailCatcher;
  let mailbox: Mailbox;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'huiyin-mail-'));
    catcher = await startMailCatcher(folder, clock);
    mailbox = new Mailbox(folder);
  });
  afterEach(async () => {
    await catcher.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const send = (subject: string, to: string[], messageId?: string) =>
    createTransport(catcher.url).sendMail({
      from: { name: '回音', address: 'huiyin@example.test' },
      to: to.map((address) => ({ name: '', address })),
      subject,
      messageId,
      text: '您有一条新的意见。Новое обращение.',
      html: '<p>您有一条新的意见。</p>',
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Private': 'no' },
    });

  it('keeps a message whole for each recipient', async () => {
    await send('新的意见', ['Li@example.test', 'olga@example.test']);
    const [mail] = await mailbox.list({ recipient: 'li@EXAMPLE.test', after: undefined, limit: 10 });
    expect(await mailbox.read(mail?.id ?? '')).toMatchObject({
      from: '回音 <huiyin@example.test>',
      to: 'li@example.test',
      subject: '新的意见',
      date: '2026-03-02T01:00:00.000Z',
      text: '您有一条新的意见。Новое обращение.',
      html: '<p>您有一条新的意见。</p>',
      headers: { 'auto-submitted': 'auto-generated' },
    });
    expect(await readdir(folder)).toHaveLength(2);
  });

  it('lists newest first, by pages', async () => {
    for (const subject of ['one', 'two', 'three']) {
      clock.advance({ seconds: 1 });
      await send(subject, ['li@example.test']);
    }
    const first = await mailbox.list({ recipient: 'li@example.test', after: undefined, limit: 2 });
    const rest = await mailbox.list({ recipient: 'li@example.test', after: first[1]?.id, limit: 2 });
    expect([...first, ...rest].map(({ subject }) => subject)).toEqual(['three', 'two', 'one']);
  });

  it('shows a message sent twice as two with one Message-ID', async () => {
    await send('once', ['li@example.test'], '<1@example.test>');
    clock.advance({ seconds: 1 });
    await send('once', ['li@example.test'], '<1@example.test>');
    const hashes = (await readdir(folder)).map((name) => name.split('-')[1]);
    expect(hashes).toHaveLength(2);
    expect(new Set(hashes).size).toBe(1);
  });

  it('does not accept what it cannot keep', async () => {
    await rm(folder, { recursive: true });
    await expect(send('lost', ['li@example.test'])).rejects.toMatchObject({ responseCode: 452 });
  });

  it('is not led out of its folder', async () => {
    await writeFile(join(folder, 'secret.eml'), 'Subject: secret\r\n\r\n');
    for (const id of ['secret', '../secret', '1772413200000-0123456789abcdef-..%2f', '']) {
      expect(await mailbox.read(id)).toBeUndefined();
    }
    expect(await mailbox.list({ recipient: undefined, after: undefined, limit: 10 })).toEqual([]);
  });
});

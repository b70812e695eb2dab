import { createTransport } from 'nodemailer';
import { TestMailServer } from './test-mail-server.js';

const letter = { from: 'a@example.test', to: 'b@example.test', subject: '回音', text: 'Hello' };

describe('TestMailServer', () => {
  let server: TestMailServer;
  beforeEach(async () => {
    server = await TestMailServer.start();
  });
  afterEach(async () => {
    await server.stop();
  });

  it('keeps what it was given', async () => {
    await createTransport(server.url).sendMail(letter);
    const [mail] = await server.waitFor(1);
    expect(mail?.recipients).toEqual(['b@example.test']);
  });

  it('refuses with the planned code, once', async () => {
    server.plan({ kind: 'refuse', code: 452, text: 'try later' });
    await expect(createTransport(server.url).sendMail(letter)).rejects.toMatchObject({ responseCode: 452 });
    await createTransport(server.url).sendMail(letter);
    expect(server.mails).toHaveLength(1);
  });

  it('takes a message whose sender never learns of it', async () => {
    server.plan({ kind: 'drop-reply' });
    await expect(createTransport(server.url).sendMail(letter)).rejects.toThrow();
    expect(server.mails).toHaveLength(1);
  });
});

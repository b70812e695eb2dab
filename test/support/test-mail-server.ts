import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** One message as the server accepted it. */
export interface ReceivedMail {
  readonly from: string;
  /** Envelope recipients, lower case. */
  readonly recipients: readonly string[];
  /** The message as sent: headers, blank line, body. */
  readonly source: string;
  /** Time of the machine, milliseconds since the epoch with fractions. */
  readonly arrivedMs: number;
}

/** What the server does with one message instead of taking it. */
export type MailBehaviour =
  | { readonly kind: 'refuse'; readonly code: number; readonly text: string }
  /** Takes the message, but the connection dies before the sender learns of it. */
  | { readonly kind: 'drop-reply' }
  /** Takes the message only when `until` resolves. */
  | { readonly kind: 'delay'; readonly until: Promise<void> };

/** A real SMTP server that keeps what it is given in memory. */
export class TestMailServer {
  readonly mails: ReceivedMail[] = [];
  private readonly planned: MailBehaviour[] = [];
  private readonly refused = new Map<string, { readonly code: number; readonly text: string }>();
  private readonly waiting = new Set<() => void>();
  private readonly server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onRcptTo: (address, _session, callback) => {
      const refusal = this.refused.get(address.address.toLowerCase());
      callback(refusal ? Object.assign(new Error(refusal.text), { responseCode: refusal.code }) : null);
    },
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const mail: ReceivedMail = {
          from: session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address,
          recipients: session.envelope.rcptTo.map(({ address }) => address.toLowerCase()),
          source: Buffer.concat(chunks).toString('utf8'),
          arrivedMs: performance.timeOrigin + performance.now(),
        };
        this.receive(mail, callback);
      });
    },
  });

  /** @param port any free one unless given */
  static async start(port = 0): Promise<TestMailServer> {
    const mailServer = new TestMailServer();
    // A client that goes away in the middle is normal in tests of failures.
    mailServer.server.on('error', () => undefined);
    const listener = mailServer.server.listen(port, '127.0.0.1');
    await once(listener, 'listening');
    return mailServer;
  }

  get url(): string {
    const { port } = this.server.server.address() as AddressInfo;
    return `smtp://127.0.0.1:${port}`;
  }

  /** The next messages meet these behaviours, in this order; the ones after them are taken normally. */
  plan(...behaviours: MailBehaviour[]): void {
    this.planned.push(...behaviours);
  }

  /** This recipient is refused in the dialogue, before any message. */
  refuseRecipient(address: string, code: number, text: string): void {
    this.refused.set(address.toLowerCase(), { code, text });
  }

  /** Waits until `count` messages for which `matches` holds have arrived (the test's own time limit applies). */
  async waitFor(
    count: number,
    matches: (mail: ReceivedMail) => boolean = () => true,
  ): Promise<ReceivedMail[]> {
    for (;;) {
      const found = this.mails.filter(matches);
      if (found.length >= count) return found;
      await new Promise<void>((resolve) => this.waiting.add(resolve));
    }
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve());
    });
  }

  private receive(mail: ReceivedMail, callback: (error?: Error | null) => void): void {
    const behaviour = this.planned.shift();
    switch (behaviour?.kind) {
      case 'refuse':
        callback(Object.assign(new Error(behaviour.text), { responseCode: behaviour.code }));
        return;
      case 'drop-reply':
        this.keep(mail);
        for (const connection of this.server.connections) connection.close();
        return;
      case 'delay':
        void behaviour.until.then(() => {
          this.keep(mail);
          callback();
        });
        return;
      case undefined:
        this.keep(mail);
        callback();
    }
  }

  private keep(mail: ReceivedMail): void {
    this.mails.push(mail);
    for (const wake of this.waiting) wake();
    this.waiting.clear();
  }
}

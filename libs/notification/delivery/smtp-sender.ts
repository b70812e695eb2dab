import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Settings } from '@huiyin/platform';
import { createTransport } from 'nodemailer';
import { Counter, register } from 'prom-client';
import type { Letter } from '../letter/letter.js';
import { outcomeOf, replyStatus, type SmtpOutcome } from './smtp-outcome.js';

/** Longest that one attempt takes; shorter than a worker's claim on the mail. */
export const SEND_TIMEOUT_MS = 25_000;
export const SMTP_CONNECTIONS = 5;

const attempts = new Counter({
  name: 'huiyin_mail_attempts_total',
  help: 'Letters handed to the mail server, by what became of them.',
  labelNames: ['outcome'],
  registers: [register],
});

export interface AddressedLetter extends Letter {
  readonly to: string;
  readonly messageId: string;
  readonly locale: string;
  readonly writtenAt: Date;
}

/** Hands letters to the mail server over a few connections that stay open while there is work. */
@Injectable()
export class SmtpSender implements OnApplicationShutdown {
  private readonly listId: string;
  private readonly transport;

  constructor(private readonly settings: Settings) {
    const host = new URL(settings.publicUrl).hostname;
    this.listId = `Huiyin <notices.${host}>`;
    this.transport = createTransport({
      url: settings.smtpUrl,
      pool: true,
      maxConnections: SMTP_CONNECTIONS,
      maxMessages: 100,
      connectionTimeout: 8_000,
      greetingTimeout: 8_000,
      dnsTimeout: 5_000,
      socketTimeout: 15_000,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    // A pooled connection that dies while idle is simply opened again.
    this.transport.on('error', () => undefined);
  }

  /** Never throws: a failure is an outcome like any other. */
  async send(letter: AddressedLetter): Promise<SmtpOutcome> {
    const outcome = await this.hand(letter);
    attempts.inc({ outcome: outcome.kind });
    return outcome;
  }

  private async hand(letter: AddressedLetter): Promise<SmtpOutcome> {
    try {
      const info = await this.transport.sendMail({
        from: { name: this.settings.mailFrom.name, address: this.settings.mailFrom.address },
        // An object, because a comma in a string would add a recipient. No name: mails carry none.
        to: { name: '', address: letter.to },
        subject: letter.subject,
        text: letter.text,
        html: letter.html,
        messageId: letter.messageId,
        date: letter.writtenAt,
        headers: {
          'Auto-Submitted': 'auto-generated',
          'X-Auto-Response-Suppress': 'All',
          'List-Id': this.listId,
          'Content-Language': letter.locale,
        },
        signal: AbortSignal.timeout(SEND_TIMEOUT_MS),
      });
      return { kind: 'accepted', reply: replyStatus(info.response) };
    } catch (error) {
      return outcomeOf(error);
    }
  }

  onApplicationShutdown(): void {
    this.transport.close();
  }
}

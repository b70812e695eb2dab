import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Clock } from '@huiyin/platform';
import { MailFolder } from './mail-folder.js';

export interface MailCatcher {
  /** `smtp://127.0.0.1:port` */
  readonly url: string;
  stop(): Promise<void>;
}

const MESSAGE_LIMIT_BYTES = 20 * 1024 * 1024;
/** A longer address would not fit into a file name. */
const RECIPIENT_LIMIT_BYTES = 150;

/**
 * A real SMTP server for a machine that has none: it keeps every message as files in `folder` instead of
 * sending it on, and says "accepted" only when they are safely there.
 */
export async function startMailCatcher(folder: string, clock: Clock): Promise<MailCatcher> {
  const mailFolder = await MailFolder.open(folder, clock);
  const server = new SMTPServer({
    name: 'localhost',
    banner: 'Huiyin mail catcher',
    size: MESSAGE_LIMIT_BYTES,
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onRcptTo: ({ address }, _session, callback) => {
      const fits = Buffer.byteLength(address) <= RECIPIENT_LIMIT_BYTES;
      callback(fits ? null : refusal(553, 'The address is too long'));
    },
    onData: (stream, session, callback) => {
      keep(stream, session, mailFolder).then(
        () => callback(),
        (error: unknown) =>
          callback(error instanceof Error ? error : refusal(451, 'The message was not kept')),
      );
    },
  });
  // A sender that hangs up in the middle sends again; nothing was promised to it.
  server.on('error', () => undefined);
  const listener = server.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function keep(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  mailFolder: MailFolder,
): Promise<void> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    // Read to the end even when it is too long: the reply is only heard then.
    if (sizeBytes <= MESSAGE_LIMIT_BYTES) chunks.push(chunk);
  }
  if (sizeBytes > MESSAGE_LIMIT_BYTES) throw refusal(552, 'The message is too large');
  try {
    await mailFolder.keep(
      Buffer.concat(chunks),
      session.envelope.rcptTo.map(({ address }) => address),
    );
  } catch {
    throw refusal(452, 'The message could not be written; try again later');
  }
}

function refusal(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}

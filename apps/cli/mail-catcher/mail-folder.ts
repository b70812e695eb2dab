import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '@huiyin/platform';

const UNFINISHED = '.unfinished';

/** Messages as files, one for each recipient: `<epoch ms>-<hash of Message-ID>-<recipient in base64url>.eml`. */
export class MailFolder {
  private constructor(
    private readonly folder: string,
    private readonly clock: Clock,
  ) {}

  static async open(folder: string, clock: Clock): Promise<MailFolder> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const name of await readdir(folder)) {
      if (name.endsWith(UNFINISHED)) await rm(join(folder, name), { force: true });
    }
    return new MailFolder(folder, clock);
  }

  /** Returns when the message would survive a power cut. */
  async keep(source: Buffer, recipients: readonly string[]): Promise<void> {
    const time = String(this.clock.now().getTime()).padStart(13, '0');
    const hash = createHash('sha256').update(messageIdOf(source)).digest('hex').slice(0, 16);
    for (const recipient of new Set(recipients.map((address) => address.toLowerCase()))) {
      const name = `${time}-${hash}-${Buffer.from(recipient).toString('base64url')}.eml`;
      await this.writeWhole(name, source);
    }
    await syncFolder(this.folder);
  }

  private async writeWhole(name: string, content: Buffer): Promise<void> {
    const unfinished = join(this.folder, `${randomUUID()}${UNFINISHED}`);
    try {
      const file = await open(unfinished, 'wx', 0o600);
      try {
        await file.writeFile(content);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(unfinished, join(this.folder, name));
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
  }
}

/** A message without the header is its own identity. */
function messageIdOf(source: Buffer): string {
  const end = source.indexOf('\r\n\r\n');
  const headers = source
    .subarray(0, end === -1 ? source.length : end)
    .toString('latin1')
    .replace(/\r\n[ \t]+/g, ' ');
  return /^message-id:\s*(\S+)/im.exec(headers)?.[1] ?? source.toString('latin1');
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

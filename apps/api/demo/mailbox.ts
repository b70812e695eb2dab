import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime, { type Address, type Email } from 'postal-mime';

export interface MailSummary {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  /** When the catcher took it, ISO 8601. */
  readonly date: string;
}

export interface Mail extends MailSummary {
  readonly text: string | null;
  readonly html: string | null;
  /** The headers that say how the mail is to be treated, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
}

const FILE_NAME = /^(\d{13})-[0-9a-f]{16}-([A-Za-z0-9_-]{1,210})\.eml$/;
const SHOWN_HEADERS = ['message-id', 'auto-submitted', 'list-id', 'content-language', 'reply-to', 'date'];

/** Reads what the mail catcher wrote; a file name without `.eml` is a message's id. */
export class Mailbox {
  private listed: { readonly changedAtNs: bigint; readonly names: readonly string[] } | undefined;

  constructor(private readonly folder: string) {}

  /**
   * Newest first.
   * @param after id of the last message already seen
   */
  async list(filter: {
    recipient: string | undefined;
    after: string | undefined;
    limit: number;
  }): Promise<MailSummary[]> {
    const names = await this.names();
    const suffix =
      filter.recipient && `-${Buffer.from(filter.recipient.toLowerCase()).toString('base64url')}.eml`;
    const found: MailSummary[] = [];
    for (const name of names) {
      if (found.length === filter.limit) break;
      if (filter.after !== undefined && name >= `${filter.after}.eml`) continue;
      // The address may hold a hyphen in base64url: the whole third part is compared, not just the end.
      if (suffix && name.slice(name.indexOf('-', 14)) !== suffix) continue;
      const mail = await this.read(name.slice(0, -'.eml'.length));
      if (mail) found.push(summaryOf(mail));
    }
    return found;
  }

  /** Undefined when there is no such message; any text is safe to ask with. */
  async read(id: string): Promise<Mail | undefined> {
    const match = FILE_NAME.exec(`${id}.eml`);
    if (match?.[1] === undefined || match[2] === undefined) return undefined;
    const source = await readFile(join(this.folder, `${id}.eml`)).catch(() => undefined);
    if (source === undefined) return undefined;
    const email = await PostalMime.parse(source);
    return {
      id,
      from: formatAddress(email.from),
      to: Buffer.from(match[2], 'base64url').toString('utf8'),
      subject: email.subject ?? '',
      date: new Date(Number(match[1])).toISOString(),
      text: email.text ?? null,
      html: email.html ?? null,
      headers: shownHeaders(email),
    };
  }

  /** The folder's own time changes with every message, so an unchanged folder is not read again. */
  private async names(): Promise<readonly string[]> {
    const status = await stat(this.folder, { bigint: true }).catch(() => undefined);
    if (status === undefined) return [];
    if (this.listed?.changedAtNs === status.mtimeNs) return this.listed.names;
    const names = (await readdir(this.folder)).filter((name) => FILE_NAME.test(name)).sort();
    this.listed = { changedAtNs: status.mtimeNs, names: names.reverse() };
    return this.listed.names;
  }
}

function summaryOf({ id, from, to, subject, date }: Mail): MailSummary {
  return { id, from, to, subject, date };
}

function formatAddress(address: Address | undefined): string {
  if (address?.address === undefined) return '';
  return address.name ? `${address.name} <${address.address}>` : address.address;
}

function shownHeaders(email: Email): Record<string, string> {
  return Object.fromEntries(
    email.headers.filter(({ key }) => SHOWN_HEADERS.includes(key)).map(({ key, value }) => [key, value]),
  );
}

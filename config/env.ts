import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
// Types alone: the intake reads this file too, and must not load what the others run on.
import type { IntakeSettings } from '@huiyin/anonymity';
import type { MetricsSettings, Mode, ReleaseRule, Settings } from '@huiyin/platform';

/*
 * Every variable the product reads, and the only place where it reads them.
 *
 * | Name                | Meaning                                                        | Default                        |
 * | ------------------- | -------------------------------------------------------------- | ------------------------------ |
 * | DATABASE_URL        | PostgreSQL 15 to 18 to use, `postgresql://user:secret@host/db` | own PostgreSQL below the home  |
 * | SMTP_URL            | mail server, `smtp://…` or `smtps://user:secret@host:465`      | own mail catcher (demo only)   |
 * | PUBLIC_URL          | address people type; the only base of links in mails           | `http://localhost:PORT` (demo) |
 * | INTAKE_PUBLIC_URL   | address to which browsers post anonymous messages; none: no-one | PUBLIC_URL, other port (http)  |
 * | PORT                | port the api listens on; 0 takes any free one                  | 3000                           |
 * | HOST                | address the api listens on                                     | 127.0.0.1                      |
 * | HUIYIN_MODE         | `demo` or `production`                                         | demo without DATABASE_URL      |
 * | HUIYIN_HOME         | folder for what is kept outside the database                   | `.huiyin` in the checkout      |
 * | MAIL_FROM           | sender of every mail, `Name <address>`                         | `Huiyin <huiyin@…PUBLIC_URL…>` |
 * | LOG_LEVEL           | silent, error, warn, info or debug                             | info                           |
 * | TRUST_PROXY_HOPS    | trusted reverse proxies in front of the api                    | 0                              |
 * | METRICS_ACCESS      | who reads `/metrics`: `closed`, `loopback` or `token`          | closed; token with a token     |
 * | METRICS_TOKEN       | what Prometheus sends as bearer token, 24 characters or more   | none                           |
 * | METRICS_WORKER_PORT | port on which the worker shows its own `/metrics`              | none                           |
 * | MAIL_CATCHER_FOLDER | where the mail catcher writes; set by `up` for the api         | none                           |
 *
 * Of the intake, which takes anonymous messages and reads nothing else but HUIYIN_MODE, HUIYIN_HOME, HOST, PUBLIC_URL. The
 * api tells everybody the last two as the intake has written them down, and until its first start as it reads them itself.
 *
 * | Name                   | Meaning                                                     | Default                        |
 * | ---------------------- | ----------------------------------------------------------- | ------------------------------ |
 * | INTAKE_DATABASE_URL    | the same database as the intake's own role (docs/adr/0010)  | a role that `up` makes         |
 * | INTAKE_PORT            | port the intake listens on; 0 takes any free one            | PORT and one                   |
 * | INTAKE_HOST            | address the intake listens on                               | HOST                           |
 * | INTAKE_JOURNAL         | folder in memory (tmpfs) for what waits for its release     | /dev/shm/huiyin-intake-…       |
 * | INTAKE_RELEASE         | when it is released: `HH:MM`, Chinese time; demo also `60s` | 02:30; demo 60s                |
 * | INTAKE_LEAST_EMPLOYEES | fewest with a token since the last release; 10 or more      | 30; demo 0                     |
 */

/** What was set from outside, checked; servers that the program may start itself can still be missing. */
export interface Environment extends Omit<Settings, 'databaseUrl' | 'smtpUrl'> {
  readonly databaseUrl: string | undefined;
  readonly smtpUrl: string | undefined;
  readonly intake: {
    readonly databaseUrl: string | undefined;
    readonly port: number;
    /** Nobody asked for this very port. */
    readonly anyPort: boolean;
  };
}

const METRICS_ACCESS: readonly MetricsSettings['access'][] = ['closed', 'loopback', 'token'];

/** Fewer people make no crowd to be lost in. */
const FEWEST_EMPLOYEES = 10;

/** What RFC 6750 lets a bearer token be made of. */
const METRICS_TOKEN = /^[A-Za-z0-9._~+/=-]{24,200}$/;

type Variables = Readonly<Record<string, string | undefined>>;

/** The environment cannot be used; each line of the message is a sentence that says what to set. */
export class ConfigurationFault extends Error {
  override readonly name = 'ConfigurationFault';
}

/**
 * For the programs that serve: everything must be there.
 * @throws ConfigurationFault
 */
export function readSettings(variables: Variables = process.env): Settings {
  const { databaseUrl, smtpUrl, intake: _, ...rest } = readEnvironment(variables);
  if (databaseUrl === undefined || smtpUrl === undefined) {
    throw new ConfigurationFault(
      'Set DATABASE_URL and SMTP_URL, or use "npm start", which brings a database and a mail catcher.',
    );
  }
  return { ...rest, databaseUrl, smtpUrl };
}

/**
 * For the command line, which may start the servers that are not named.
 * @throws ConfigurationFault
 */
export function readEnvironment(variables: Variables = process.env): Environment {
  const reader = new Reader(variables);
  const databaseUrl = reader.address('DATABASE_URL', ['postgres:', 'postgresql:']);
  const smtpUrl = reader.address('SMTP_URL', ['smtp:', 'smtps:']);
  const mode = reader.oneOf(
    'HUIYIN_MODE',
    ['demo', 'production'],
    databaseUrl === undefined ? 'demo' : 'production',
  );
  const port = reader.integer('PORT', 0, 65_535, 3000);
  const publicUrl = readPublicUrl(reader, mode, port);
  const home = reader.text('HUIYIN_HOME') ?? '.huiyin';
  const environment: Environment = {
    mode,
    databaseUrl,
    smtpUrl,
    publicUrl: publicUrl.origin,
    intakeUrl: readIntakeUrl(reader, publicUrl),
    release: readRelease(reader, mode),
    host: reader.text('HOST') ?? '127.0.0.1',
    port,
    home: isAbsolute(home) ? home : resolve(home),
    mailFrom: readMailbox(reader, publicUrl),
    logLevel: reader.oneOf('LOG_LEVEL', ['silent', 'error', 'warn', 'info', 'debug'], 'info'),
    trustProxyHops: reader.integer('TRUST_PROXY_HOPS', 0, 10, 0),
    mailCatcherFolder: reader.text('MAIL_CATCHER_FOLDER') ?? null,
    metrics: readMetrics(reader),
    intake: {
      databaseUrl: reader.address('INTAKE_DATABASE_URL', ['postgres:', 'postgresql:']),
      port: readIntakePort(reader, port),
      anyPort: mode === 'demo' && reader.text('INTAKE_PORT') === undefined,
    },
  };
  if (mode === 'production' && smtpUrl === undefined) {
    reader.fault('Set SMTP_URL to your mail server: in production mode no mail catcher is started.');
  }
  reader.throwFaults();
  return environment;
}

/**
 * For the intake.
 * @throws ConfigurationFault
 */
export function readIntakeSettings(variables: Variables = process.env): IntakeSettings {
  const reader = new Reader(variables);
  const databaseUrl = reader.address('INTAKE_DATABASE_URL', ['postgres:', 'postgresql:']);
  const mode = reader.oneOf('HUIYIN_MODE', ['demo', 'production'], 'production');
  const port = reader.integer('PORT', 0, 65_535, 3000);
  const home = resolve(reader.text('HUIYIN_HOME') ?? '.huiyin');
  const settings: IntakeSettings = {
    mode,
    databaseUrl: databaseUrl ?? '',
    host: reader.text('INTAKE_HOST') ?? reader.text('HOST') ?? '127.0.0.1',
    port: readIntakePort(reader, port),
    webOrigin: readPublicUrl(reader, mode, port).origin,
    journalFolder: resolve(reader.text('INTAKE_JOURNAL') ?? defaultJournal(home)),
    keyFolder: join(home, 'intake'),
    ...readRelease(reader, mode),
  };
  if (databaseUrl === undefined) {
    reader.fault('Set INTAKE_DATABASE_URL to the database as the role of the intake: see docs/adr/0010.');
  }
  reader.throwFaults();
  return settings;
}

/** The environment of a program we start: ours, with what we decided for it. */
export function environmentWith(changes: Variables): NodeJS.ProcessEnv {
  return { ...process.env, ...changes };
}

/** Where the mail catcher keeps its messages. */
export function mailFolderOf(environment: Pick<Environment, 'home'>): string {
  return join(environment.home, 'mail');
}

function readPublicUrl(reader: Reader, mode: Mode, port: number): URL {
  const fallback = new URL(`http://localhost:${port}`);
  const given = reader.address('PUBLIC_URL', ['http:', 'https:']);
  if (given === undefined) {
    if (mode === 'production') {
      reader.fault('Set PUBLIC_URL to the https address that people type, e.g. https://huiyin.example.org.');
    }
    return fallback;
  }
  const url = new URL(given);
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    reader.fault(`Set PUBLIC_URL without a path, e.g. ${url.origin}.`);
  }
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (mode === 'production' && url.protocol !== 'https:' && !isLocal) {
    reader.fault(`Set PUBLIC_URL to an https address: ${url.origin} would send passwords in the clear.`);
  }
  return url;
}

/** A host or port of its own: whatever it shared with the pages, cookie or connection, could name an author. */
function readIntakeUrl(reader: Reader, publicUrl: URL): string | null {
  const given = reader.address('INTAKE_PUBLIC_URL', ['http:', 'https:']);
  if (given === undefined) return null;
  const url = new URL(given);
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    reader.fault(`Set INTAKE_PUBLIC_URL without a path, e.g. ${url.origin}.`);
  }
  if (url.origin === publicUrl.origin) {
    reader.fault('Set INTAKE_PUBLIC_URL to a host or port of its own, not to that of PUBLIC_URL.');
  }
  if (publicUrl.protocol === 'https:' && url.protocol !== 'https:') {
    reader.fault('Set INTAKE_PUBLIC_URL to an https address: browsers post to no other from an https page.');
  }
  return url.origin;
}

function readMailbox(reader: Reader, publicUrl: URL): Settings['mailFrom'] {
  const given = reader.text('MAIL_FROM');
  if (given === undefined)
    return { name: 'Huiyin', address: `huiyin@${publicUrl.hostname.replace(/[[\]]/g, '')}` };
  const match = /^(?:"?([^"<>\r\n]*?)"?\s*<)?([^\s<>@,;"]+@[^\s<>@,;"]+)>?$/.exec(given);
  if (match?.[2] === undefined) {
    reader.fault('Set MAIL_FROM to a sender like Huiyin <huiyin@example.org>.');
    return { name: '', address: '' };
  }
  return { name: match[1] ?? '', address: match[2] };
}

/** Closed unless somebody opens it: a reverse proxy on the same machine makes everybody look local. */
function readMetrics(reader: Reader): MetricsSettings {
  const token = reader.text('METRICS_TOKEN') ?? '';
  const access = reader.oneOf('METRICS_ACCESS', METRICS_ACCESS, token === '' ? 'closed' : 'token');
  if ((access === 'token') !== (token !== '')) {
    reader.fault(
      'Set METRICS_TOKEN together with METRICS_ACCESS=token, or leave it out with closed and loopback.',
    );
  } else if (token !== '' && !METRICS_TOKEN.test(token)) {
    reader.fault('Set METRICS_TOKEN to 24 to 200 letters, digits or signs of - . _ ~ + / =.');
  }
  const workerPort = reader.integer('METRICS_WORKER_PORT', 0, 65_535, 0);
  return { access, token, workerPort: workerPort === 0 ? null : workerPort };
}

function readIntakePort(reader: Reader, port: number): number {
  return reader.integer('INTAKE_PORT', 0, 65_535, port === 0 ? 0 : Math.min(port + 1, 65_535));
}

/** One for each home, so that two installations of a machine do not share it. */
function defaultJournal(home: string): string {
  const name = `huiyin-intake-${createHash('sha256').update(home).digest('hex').slice(0, 12)}`;
  return existsSync('/dev/shm') ? join('/dev/shm', name) : join(home, 'intake', 'journal');
}

function readRelease(reader: Reader, mode: Mode): ReleaseRule {
  const isDemo = mode === 'demo';
  const least = isDemo ? 0 : FEWEST_EMPLOYEES;
  return {
    plan: readReleasePlan(reader, isDemo),
    least: reader.integer('INTAKE_LEAST_EMPLOYEES', least, 100_000, isDemo ? 0 : 30),
  };
}

function readReleasePlan(reader: Reader, isDemo: boolean): ReleaseRule['plan'] {
  const text = reader.text('INTAKE_RELEASE') ?? (isDemo ? '60s' : '02:30');
  const daily = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (daily) return { kind: 'daily', minute: Number(daily[1]) * 60 + Number(daily[2]) };
  const seconds = Number(/^(\d{1,5})s$/.exec(text)?.[1] ?? 0);
  if (isDemo && seconds >= 1 && seconds <= 86_400) return { kind: 'interval', seconds };
  reader.fault(
    `Set INTAKE_RELEASE to an hour of the day like 02:30${isDemo ? ', or to seconds like 60s' : ''}.`,
  );
  return { kind: 'daily', minute: 150 };
}

/** Reads single variables and gathers every fault, so that one start shows them all. */
class Reader {
  private readonly faults: string[] = [];

  constructor(private readonly variables: Variables) {}

  fault(sentence: string): void {
    this.faults.push(sentence);
  }

  throwFaults(): void {
    if (this.faults.length > 0) throw new ConfigurationFault(this.faults.join('\n'));
  }

  /** An empty variable counts as not set, as in most tools. */
  text(name: string): string | undefined {
    return this.variables[name]?.trim() || undefined;
  }

  address(name: string, protocols: readonly string[]): string | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (URL.canParse(value) && protocols.includes(new URL(value).protocol)) return value;
    // The value itself may hold a password.
    this.fault(`Set ${name} to an address that begins with ${protocols.map((p) => `${p}//`).join(' or ')}.`);
    return undefined;
  }

  integer(name: string, least: number, most: number, fallback: number): number {
    const value = this.text(name);
    if (value === undefined) return fallback;
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= least && number <= most) return number;
    this.fault(`Set ${name} to a whole number from ${least} to ${most}.`);
    return fallback;
  }

  oneOf<Choice extends string>(name: string, choices: readonly Choice[], fallback: Choice): Choice {
    const value = this.text(name);
    if (value === undefined) return fallback;
    const choice = choices.find((candidate) => candidate === value);
    if (choice === undefined) this.fault(`Set ${name} to one of: ${choices.join(', ')}.`);
    return choice ?? fallback;
  }
}

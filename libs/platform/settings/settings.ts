export type Mode = 'demo' | 'production';

/** Who may read the metrics: nobody, whoever asks from this machine, or whoever brings the token. */
export const METRICS_ACCESS = ['closed', 'loopback', 'token'] as const;

export interface MetricsSettings {
  readonly access: (typeof METRICS_ACCESS)[number];
  /** Bearer token; empty unless the access is `token`. */
  readonly token: string;
  /** Port on which a worker shows its own; null shows none. */
  readonly workerPort: number | null;
}

/** When anonymous messages are released, and what must have come together by then. */
export interface ReleaseRule {
  readonly plan:
    /** Once a day at an hour of Chinese time, in minutes after midnight. */
    | { readonly kind: 'daily'; readonly minute: number }
    /** Demo and trials: every so many seconds. */
    | { readonly kind: 'interval'; readonly seconds: number };
  /** Fewest employees who must have had a token since the last release. */
  readonly least: number;
}

/** What a running program was told from outside; read and checked once, in config/env.ts. */
export abstract class Settings {
  /** `demo` shows demo people, one-click sign-in and the demo mailbox; it refuses real people. */
  readonly mode: Mode;
  /** PostgreSQL connection string. */
  readonly databaseUrl: string;
  /** SMTP connection string, e.g. `smtps://user:secret@mail.example.org`. */
  readonly smtpUrl: string;
  /** Address that people type; the only base of links in mails. No trailing slash. */
  readonly publicUrl: string;
  /** Where browsers post anonymous messages, another origin; null where nobody can write any. No trailing slash. */
  readonly intakeUrl: string | null;
  /** Of anonymous messages: told to everybody. */
  readonly release: ReleaseRule;
  readonly host: string;
  readonly port: number;
  /** Folder for what this installation keeps outside the database. */
  readonly home: string;
  /** Sender of every mail, an RFC 5322 mailbox. */
  readonly mailFrom: { readonly name: string; readonly address: string };
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  /** Number of trusted reverse proxies in front; 0 means the socket address is the client's. */
  readonly trustProxyHops: number;
  /** Folder of .eml files written by the demo mail catcher; null when mail goes to a real server. */
  readonly mailCatcherFolder: string | null;
  readonly metrics: MetricsSettings;
}
